# Failures on purpose, for iwa-windows-check.ps1 -Destructive, which runs this file as a part of itself: what was
# changed, and how a sign-in ends after it. Each change is undone at once, and no failure counts. Without elevation
# only an unknown service and purged tickets are tried; Windows gets tickets again when they are needed.

# Adds the row that the jar makes: what was changed, code, stage, status.
function Add-Situation([string] $situation) {
    $rows = @(Invoke-Program $Java ($jvm + @('-jar', $jar) + $signIn + "--destructive=$situation"))
    foreach ($row in $rows) {
        Add-Line ('          ' + $row)
    }
    if ($rows.Count -eq 0) {
        Add-Line ('          {0,-18} no answer, exit code {1}' -f $situation, $script:code)
    }
}

function Clear-Tickets {
    if (Test-Path -LiteralPath "$system32\klist.exe") {
        [void] @(Invoke-Program "$system32\klist.exe" @('purge'))
    }
}

# Signs in as a local account that exists only meanwhile. It has no profile: what it needs lies in a folder for it.
function Add-LocalAccount {
    $user = 'iwa-check-' + (Get-Random -Maximum 99999)
    $shared = "$env:PUBLIC\$user"
    $process = $null
    try {
        $password = ConvertTo-SecureString ('Aa1!' + [guid]::NewGuid().ToString()) -AsPlainText -Force
        [void] (New-LocalUser -Name $user -Password $password -ErrorAction Stop)
        Add-LocalGroupMember -SID S-1-5-32-545 -Member $user -ErrorAction Stop
        [void] (New-Item -ItemType Directory -Path $shared -ErrorAction Stop)
        [void] @(Invoke-Program "$system32\icacls.exe" @($shared, '/grant', "${user}:(OI)(CI)M"))
        Copy-Item -LiteralPath $jar -Destination "$shared\check.jar" -ErrorAction Stop
        $quoted = @($jvm) + "`"-Djava.io.tmpdir=$shared`"" + "`"-Djna.tmpdir=$shared`"" + '-jar' + "`"$shared\check.jar`""
        foreach ($argument in $signIn) {
            if ($argument -like '--trust-store=*' -and (Test-Path -LiteralPath $TrustStore -PathType Leaf)) {
                Copy-Item -LiteralPath $TrustStore -Destination "$shared\trusted.pem" -ErrorAction Stop
                $argument = "--trust-store=$shared\trusted.pem"
            }
            $quoted = $quoted + "`"$argument`""
        }
        $quoted = $quoted + '--destructive=local-account'
        $start = @{
            FilePath = (Get-Command $Java -ErrorAction Stop).Source
            ArgumentList = $quoted
            Credential = New-Object System.Management.Automation.PSCredential("$env:COMPUTERNAME\$user", $password)
            LoadUserProfile = $false
            WorkingDirectory = $shared
            RedirectStandardOutput = "$shared\row.txt"
            PassThru = $true
            ErrorAction = 'Stop'
        }
        $process = Start-Process @start
        [void] $process.Handle # without it there is no exit code later
        if (-not $process.WaitForExit(120000)) {
            throw 'no answer within 120 s'
        }
        $rows = [System.IO.File]::ReadAllLines("$shared\row.txt")
        foreach ($row in $rows) {
            Add-Line ('          ' + $row)
        }
        if ($rows.Count -eq 0) {
            Add-Line ('          local-account      no answer, exit code ' + $process.ExitCode)
        }
    }
    catch {
        Add-Line "          local-account      no row: $_"
    }
    finally {
        if ($process -and -not $process.HasExited) {
            Stop-Process -Id $process.Id -Force -ErrorAction SilentlyContinue
            [void] $process.WaitForExit(10000)
        }
        if (Get-LocalUser -Name $user -ErrorAction SilentlyContinue) { Remove-LocalUser -Name $user }
        if (Test-Path -LiteralPath $shared) { Remove-Item -LiteralPath $shared -Recurse -Force }
    }
}

# Signs in with a clock that is ten minutes ahead.
function Add-Clock {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $before = Get-Date
    try {
        [void] (Set-Date -Date $before.AddMinutes(10) -ErrorAction Stop)
        Clear-Tickets
        Add-Situation 'clock-ten-minutes'
    }
    catch {
        Add-Line "          clock-ten-minutes  no row: $_"
    }
    finally {
        [void] (Set-Date -Date $before.Add($watch.Elapsed))
        [void] @(Invoke-Program "$system32\w32tm.exe" @('/resync'))
        Clear-Tickets
    }
}

Add-Line ''
Add-Line 'failures on purpose: what was changed, code, stage, status'
Add-Situation 'unknown-service'
Clear-Tickets
Add-Situation 'tickets-purged'
$identity = [Security.Principal.WindowsIdentity]::GetCurrent()
$principal = New-Object Security.Principal.WindowsPrincipal($identity)
if ($principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Add-LocalAccount
    Add-Clock
}
else {
    Add-Line '          local-account      skipped, the process is not elevated'
    Add-Line '          clock-ten-minutes  skipped, the process is not elevated'
}
