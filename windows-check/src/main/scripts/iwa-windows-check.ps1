# Checks a Windows desk with iwa-windows-check.jar, which lies beside this script, and adds what Java cannot
# see. Writes one masked text file. Asks nothing and changes nothing, unless -Destructive is given.
# Exit code: the number of failures, or 100 if nothing could be checked. For Windows PowerShell 5.1.
#
#   powershell -ExecutionPolicy Bypass -File iwa-windows-check.ps1 `
#       -Authority https://login.microsoftonline.com/contoso.com/ -ClientId <id> -Scopes <scope>
param(
    [string] $Authority,
    [string] $ClientId,
    [string] $Scopes,
    [string] $UserDomain,
    [string] $TrustedAuthorityHosts,
    [string] $TrustStore,
    [string] $AdfsHost,
    [string] $Report,
    [string] $Java = 'java',
    [switch] $Destructive
)

$ErrorActionPreference = 'Continue'
$jar = "$PSScriptRoot\iwa-windows-check.jar"
# A 32-bit PowerShell sees the tools of a 64-bit Windows under another name only.
$system32 = "$env:SystemRoot\System32"
if (Test-Path -LiteralPath "$env:SystemRoot\Sysnative\klist.exe") {
    $system32 = "$env:SystemRoot\Sysnative"
}
$script:failures = 0
$script:code = -1

# Runs a program and returns its lines. The exit code is in $script:code, -1 if it could not be started.
function Invoke-Program([string] $program, [string[]] $arguments) {
    $global:LASTEXITCODE = -1
    try {
        & $program $arguments
    }
    catch {
        Write-Host "$program could not be started: $_"
    }
    $script:code = $LASTEXITCODE
}

# Masks the user, the computer, and whatever looks like a user principal name.
function Get-Masked([string] $text) {
    $masked = $text
    foreach ($name in @($env:USERNAME, $env:COMPUTERNAME)) {
        if ($name) {
            $word = '(?i)(?<![\p{L}\p{N}])' + [regex]::Escape($name) + '(?![\p{L}\p{N}])'
            $masked = [regex]::Replace($masked, $word, $name.Substring(0, 1) + '***')
        }
    }
    return [regex]::Replace($masked, '([^\s@"''=:/\\])[^\s@"''=:/\\]*@(?=\S)', '$1***@')
}

# Appends a line at once, so that it is there if somebody presses Ctrl+C.
function Add-Line([string] $text) {
    $utf8 = New-Object System.Text.UTF8Encoding($false)
    [System.IO.File]::AppendAllText($Report, (Get-Masked $text) + "`r`n", $utf8)
}

function Add-Result([string] $status, [string] $name, [string] $text) {
    if ($status -eq 'FAIL') {
        $script:failures = $script:failures + 1
    }
    Add-Line ('{0,-4}  {1,-22} {2}' -f $status, $name, $text)
}

# ---- the jar

if (-not $Authority -or -not $ClientId -or -not $Scopes) {
    Write-Host 'Missing: -Authority, -ClientId or -Scopes. Nothing was checked.'
    exit 100
}
if (-not (Test-Path -LiteralPath $jar)) {
    Write-Host "Missing: $jar. Nothing was checked."
    exit 100
}
if (-not $Report) {
    $Report = 'iwa-windows-check.txt'
}
if (-not (Split-Path -Path $Report -IsAbsolute)) {
    $Report = Join-Path (Get-Location).ProviderPath $Report
}
# Where no report can be written, the jar would write elsewhere, and the script could not add to it.
if (-not (Test-Path -LiteralPath $Report)) {
    try {
        Set-Content -LiteralPath $Report -Value '' -ErrorAction Stop
    }
    catch {
        $Report = Join-Path $env:TEMP 'iwa-windows-check.txt'
    }
}
if (Test-Path -LiteralPath $Report) {
    try {
        Remove-Item -LiteralPath $Report -ErrorAction Stop
    }
    catch {
        Write-Host "$Report is an old report that cannot be deleted. Nothing was checked."
        exit 100
    }
}

# What the jar needs to sign in, without the report.
$signIn = @("--authority=$Authority", "--client-id=$ClientId", "--scopes=$Scopes")
if ($UserDomain) { $signIn = $signIn + "--user-domain=$UserDomain" }
if ($TrustedAuthorityHosts) { $signIn = $signIn + "--trusted-authority-hosts=$TrustedAuthorityHosts" }
if ($TrustStore) { $signIn = $signIn + "--trust-store=$TrustStore" }
if ($AdfsHost) { $signIn = $signIn + "--adfs-host=$AdfsHost" }

# The proxy of the desktop, as the user's browser has it.
$jvm = @('-Djava.net.useSystemProxies=true')
Invoke-Program $Java ($jvm + @('-jar', $jar) + $signIn + "--report=$Report") | Out-Host
$ran = $script:code
if ($ran -lt 0 -or $ran -ge 100 -or -not (Test-Path -LiteralPath $Report)) {
    Write-Host 'The jar did not run. Nothing was checked.'
    exit 100
}
if ("$($ExecutionContext.SessionState.LanguageMode)" -ne 'FullLanguage') {
    $why = 'The half of iwa-windows-check.ps1 is missing: a policy (AppLocker, WDAC) limits the language of PowerShell.'
    Add-Content -LiteralPath $Report -Value $why -Encoding UTF8
    Write-Host "$why Report: $Report"
    exit $ran
}
$script:failures = $ran

if (-not $AdfsHost) {
    foreach ($line in [System.IO.File]::ReadAllLines($Report)) {
        if ($line -match '^AD FS host: ([^\s*]+)$' -and $Matches[1] -ne 'unknown') {
            $AdfsHost = $Matches[1]
        }
    }
}

# ---- what Java cannot see

Add-Line ''
Add-Line 'iwa-windows-check.ps1'
try {
    $os = Get-CimInstance -ClassName Win32_OperatingSystem -OperationTimeoutSec 15 -ErrorAction Stop
    Add-Result 'PASS' 'windows' ($os.Caption + ', build ' + $os.BuildNumber + ', ' + $os.OSArchitecture)
}
catch {
    Add-Result 'SKIP' 'windows' "$_"
}

try {
    $computer = Get-CimInstance -ClassName Win32_ComputerSystem -OperationTimeoutSec 15 -ErrorAction Stop
    $joined = if ($computer.PartOfDomain) { 'joined to ' + $computer.Domain } else { 'not joined to a domain' }
    Add-Result 'PASS' 'domain' $joined
}
catch {
    Add-Result 'SKIP' 'domain' "$_"
}

try {
    $guard = Get-CimInstance -Namespace root\Microsoft\Windows\DeviceGuard -ClassName Win32_DeviceGuard -OperationTimeoutSec 15 -ErrorAction Stop
    $running = if ($guard.SecurityServicesRunning -contains 1) { 'running' } else { 'not running' }
    Add-Result 'PASS' 'credential-guard' $running
}
catch {
    Add-Result 'SKIP' 'credential-guard' "$_"
}

if (Test-Path -LiteralPath "$system32\dsregcmd.exe") {
    Add-Result 'PASS' 'dsregcmd' 'join state and tenant'
    foreach ($line in @(Invoke-Program "$system32\dsregcmd.exe" @('/status'))) {
        if ($line -match '^\s*(AzureAdJoined|EnterpriseJoined|DomainJoined|WorkplaceJoined|TenantName|TenantId|AzureAdPrt|OnPremTgt|CloudTgt)\s*:') {
            Add-Line ('          ' + $line.Trim())
        }
    }
}
else {
    Add-Result 'SKIP' 'dsregcmd' 'there is no dsregcmd.exe'
}

# The ticket of Windows itself. Of the tickets that klist shows only this one is kept, without its client.
if ($AdfsHost -and (Test-Path -LiteralPath "$system32\klist.exe")) {
    $ticket = New-Object System.Collections.ArrayList
    $block = New-Object System.Collections.ArrayList
    foreach ($line in @(Invoke-Program "$system32\klist.exe" @('get', "HTTP/$AdfsHost")) + '#0>') {
        if ($line -match '^\s*#\d+>') {
            if (($block -join ' ') -like "*HTTP/$AdfsHost*") {
                $ticket = $block
            }
            $block = New-Object System.Collections.ArrayList
        }
        else {
            [void] $block.Add($line)
        }
    }
    $code = $script:code
    if ($code -eq 0 -and $ticket.Count -gt 0) {
        Add-Result 'PASS' 'klist' "a ticket for HTTP/$AdfsHost"
        foreach ($line in $ticket) {
            if ($line.Trim()) {
                Add-Line ('          ' + $line.Trim())
            }
        }
    }
    else {
        Add-Result 'FAIL' 'klist' ("no ticket for HTTP/$AdfsHost, exit code $code (0x{0:X8})" -f $code)
    }
}
elseif ($AdfsHost) {
    Add-Result 'SKIP' 'klist' 'there is no klist.exe'
}
else {
    Add-Result 'SKIP' 'klist' 'the host of AD FS is not known; -AdfsHost names it'
}

# The certificate is shown, not judged.
if ($AdfsHost) {
    $client = $null
    $tls = $null
    try {
        $accept = [System.Net.Security.RemoteCertificateValidationCallback] { $true }
        $client = New-Object System.Net.Sockets.TcpClient
        $client.ReceiveTimeout = 10000
        $client.SendTimeout = 10000
        $connecting = $client.BeginConnect($AdfsHost, 443, $null, $null)
        if (-not $connecting.AsyncWaitHandle.WaitOne(10000)) {
            throw 'no connection within 10 s'
        }
        $client.EndConnect($connecting)
        $tls = New-Object System.Net.Security.SslStream($client.GetStream(), $false, $accept)
        $tls.AuthenticateAsClient($AdfsHost, $null, [System.Security.Authentication.SslProtocols]::Tls12, $false)
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2($tls.RemoteCertificate)
        Add-Result 'PASS' 'certificate' ('signed by ' + $certificate.SignatureAlgorithm.FriendlyName)
        Add-Line ('          issuer: ' + $certificate.Issuer)
        Add-Line ('          thumbprint: ' + $certificate.Thumbprint)
    }
    catch {
        Add-Result 'SKIP' 'certificate' "$_"
    }
    finally {
        if ($tls) { $tls.Dispose() }
        if ($client) { $client.Close() }
    }
}
else {
    Add-Result 'SKIP' 'certificate' 'the host of AD FS is not known'
}

if ($Destructive) {
    . "$PSScriptRoot\iwa-windows-failures.ps1"
}

Add-Line ''
Add-Line ('failures of the jar and the script: ' + $script:failures)
Write-Host ('Failures: ' + $script:failures + '. Report: ' + $Report)
exit $script:failures
