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
$system32 = "$env:SystemRoot\System32"
$jar = "$PSScriptRoot\iwa-windows-check.jar"
$lines = New-Object System.Collections.ArrayList
$script:failures = 0

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

function Add-Line([string] $text) {
    [void] $lines.Add((Get-Masked $text))
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
if (-not [System.IO.Path]::IsPathRooted($Report)) {
    $Report = Join-Path (Get-Location).ProviderPath $Report
}
if (Test-Path -LiteralPath $Report) {
    Remove-Item -LiteralPath $Report
}

# What the jar needs to sign in, without the report.
$signIn = @("--authority=$Authority", "--client-id=$ClientId", "--scopes=$Scopes")
if ($UserDomain) { $signIn = $signIn + "--user-domain=$UserDomain" }
if ($TrustedAuthorityHosts) { $signIn = $signIn + "--trusted-authority-hosts=$TrustedAuthorityHosts" }
if ($TrustStore) { $signIn = $signIn + "--trust-store=$TrustStore" }
if ($AdfsHost) { $signIn = $signIn + "--adfs-host=$AdfsHost" }

$ran = -1
try {
    & $Java -jar $jar $signIn "--report=$Report" | Out-Host
    $ran = $LASTEXITCODE
}
catch {
    Write-Host "Java could not be started: $_"
}
if ($ran -lt 0 -or $ran -ge 100 -or -not (Test-Path -LiteralPath $Report)) {
    Write-Host 'The jar did not run. Nothing was checked.'
    exit 100
}
$script:failures = $ran

if (-not $AdfsHost) {
    foreach ($line in [System.IO.File]::ReadAllLines($Report)) {
        if ($line -match '^AD FS host: (\S+)$' -and $Matches[1] -ne 'unknown') {
            $AdfsHost = $Matches[1]
        }
    }
}

# ---- what Java cannot see

Add-Line ''
Add-Line 'iwa-windows-check.ps1'
try {
    $os = Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop
    Add-Result 'PASS' 'windows' ($os.Caption + ', build ' + $os.BuildNumber + ', ' + $os.OSArchitecture)
}
catch {
    Add-Result 'SKIP' 'windows' "$_"
}

try {
    $computer = Get-CimInstance -ClassName Win32_ComputerSystem -ErrorAction Stop
    if ($computer.PartOfDomain) {
        Add-Result 'PASS' 'domain' ('joined to ' + $computer.Domain)
    }
    else {
        Add-Result 'PASS' 'domain' 'the computer is not joined to a domain'
    }
}
catch {
    Add-Result 'SKIP' 'domain' "$_"
}

try {
    $guard = Get-CimInstance -Namespace root\Microsoft\Windows\DeviceGuard -ClassName Win32_DeviceGuard -ErrorAction Stop
    if ($guard.SecurityServicesRunning -contains 1) {
        Add-Result 'PASS' 'credential-guard' 'running'
    }
    else {
        Add-Result 'PASS' 'credential-guard' 'not running'
    }
}
catch {
    Add-Result 'SKIP' 'credential-guard' "$_"
}

if (Test-Path -LiteralPath "$system32\dsregcmd.exe") {
    Add-Result 'PASS' 'dsregcmd' 'join state and tenant'
    foreach ($line in @(& "$system32\dsregcmd.exe" /status)) {
        if ($line -match '^\s*(AzureAdJoined|EnterpriseJoined|DomainJoined|WorkplaceJoined|TenantName|TenantId|AzureAdPrt|OnPremTgt|CloudTgt)\s*:') {
            Add-Line ('          ' + $line.Trim())
        }
    }
}
else {
    Add-Result 'SKIP' 'dsregcmd' 'there is no dsregcmd.exe'
}

# The ticket of Windows itself. Of the tickets that klist shows only this one is kept, without its client.
if ($AdfsHost) {
    $ticket = New-Object System.Collections.ArrayList
    $block = New-Object System.Collections.ArrayList
    foreach ($line in @(& "$system32\klist.exe" get "HTTP/$AdfsHost") + '#0>') {
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
    $code = $LASTEXITCODE
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
else {
    Add-Result 'SKIP' 'klist' 'the host of AD FS is not known; -AdfsHost names it'
}

# The certificate is shown, not judged.
if ($AdfsHost) {
    $client = $null
    $tls = $null
    try {
        $accept = [System.Net.Security.RemoteCertificateValidationCallback] { $true }
        $client = New-Object System.Net.Sockets.TcpClient($AdfsHost, 443)
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

# ---- failures on purpose: each is undone at once, and none counts

# Adds a row that the jar makes: what was changed, code, stage, status.
function Add-Situation([string] $situation) {
    foreach ($line in @(& $Java -jar $jar $signIn "--destructive=$situation")) {
        Add-Line ('          ' + $line)
    }
}

if ($Destructive) {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object Security.Principal.WindowsPrincipal($identity)
    $elevated = $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
    Add-Line ''
    Add-Line 'failures on purpose: what was changed, code, stage, status'

    Add-Situation 'unknown-service'

    # Windows gets the tickets again when they are needed.
    [void] (& "$system32\klist.exe" purge)
    Add-Situation 'tickets-purged'

    if ($elevated) {
        $user = 'iwa-check-' + (Get-Random -Maximum 99999)
        $shared = "$env:PUBLIC\$user"
        try {
            $password = ConvertTo-SecureString ('Aa1!' + [guid]::NewGuid().ToString()) -AsPlainText -Force
            [void] (New-LocalUser -Name $user -Password $password -ErrorAction Stop)
            Add-LocalGroupMember -SID S-1-5-32-545 -Member $user -ErrorAction Stop
            [void] (New-Item -ItemType Directory -Path $shared -ErrorAction Stop)
            Copy-Item -LiteralPath $jar -Destination "$shared\check.jar" -ErrorAction Stop
            $credential = New-Object System.Management.Automation.PSCredential("$env:COMPUTERNAME\$user", $password)
            $program = (Get-Command $Java -ErrorAction Stop).Source
            $quoted = @('-jar', "`"$shared\check.jar`"")
            foreach ($argument in $signIn) { $quoted = $quoted + "`"$argument`"" }
            $quoted = $quoted + '--destructive=local-account'
            Start-Process -FilePath $program -ArgumentList $quoted -Credential $credential -WorkingDirectory $shared -RedirectStandardOutput "$shared\row.txt" -Wait -ErrorAction Stop
            foreach ($line in [System.IO.File]::ReadAllLines("$shared\row.txt")) {
                Add-Line ('          ' + $line)
            }
        }
        catch {
            Add-Line "          local-account      not tried: $_"
        }
        finally {
            if (Get-LocalUser -Name $user -ErrorAction SilentlyContinue) { Remove-LocalUser -Name $user }
            if (Test-Path -LiteralPath $shared) { Remove-Item -LiteralPath $shared -Recurse -Force }
        }

        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $before = Get-Date
        try {
            [void] (Set-Date -Date $before.AddMinutes(10) -ErrorAction Stop)
            [void] (& "$system32\klist.exe" purge)
            Add-Situation 'clock-ten-minutes'
        }
        catch {
            Add-Line "          clock-ten-minutes  not tried: $_"
        }
        finally {
            [void] (Set-Date -Date $before.Add($watch.Elapsed))
            [void] (& "$system32\w32tm.exe" /resync)
            [void] (& "$system32\klist.exe" purge)
        }
    }
    else {
        Add-Line '          local-account      skipped, the process is not elevated'
        Add-Line '          clock-ten-minutes  skipped, the process is not elevated'
    }
}

Add-Line ''
Add-Line ('failures of the jar and the script: ' + $script:failures)
[System.IO.File]::AppendAllText($Report, ($lines -join "`r`n") + "`r`n", (New-Object System.Text.UTF8Encoding($false)))
Write-Host ('Failures: ' + $script:failures + '. Report: ' + $Report)
exit $script:failures
