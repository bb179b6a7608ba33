namespace Pantheon.Testing;

/// <summary>A part of the machine that some tests need: real programs, which a clone doesn't bring with it.</summary>
public sealed class Part
{
    private readonly Func<bool> present;

    private Part(string name, Func<bool> present)
    {
        Name = name;
        this.present = present;
    }

    public static Part MariaDb { get; } = new("MariaDB", () => All("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump"));

    public static Part Php { get; } = new("PHP's command line", () => All("php"));

    public static Part WordPress { get; } = new("WordPress", () => File.Exists("/usr/share/wordpress/wp-load.php"));

    public static Part Tar { get; } = new("GNU tar, gzip, zip and unzip", () => All("tar", "gzip", "zip", "unzip"));

    public static Part Git { get; } = new("git", () => All("git"));

    public static Part GitServer { get; } = new("OpenSSH's server with git", () => All("sshd", "ssh-keygen", "git"));

    public static Part Azurite { get; } = new("Azurite", () => Programs.Find("node") is not null && File.Exists(AzuriteServer.Script));

    public static Part Chromium { get; } = new("Chromium", () => All("chromium"));

    public static Part Smtp { get; } = new("aiosmtpd", () => File.Exists(SmtpSink.Python) && Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd"));

    public static Part Axe { get; } = new("axe-core", () => File.Exists(AxeScript.Path));

    public string Name { get; }

    public bool IsPresent => present();

    /// <summary>Whether absent parts are an error (the environment says CI=true): a build server must not pass by skipping.</summary>
    public static bool AllRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Why a test that needs <paramref name="parts"/> is skipped; null where it runs.</summary>
    public static string? SkipReason(params ReadOnlySpan<Part> parts) => AllRequired ? null : Absence(parts);

    /// <exception cref="InvalidOperationException">One of <paramref name="parts"/> is missing.</exception>
    public static void Require(params ReadOnlySpan<Part> parts)
    {
        if (Absence(parts) is { } absence)
            throw new InvalidOperationException(absence);
    }

    private static string? Absence(ReadOnlySpan<Part> parts)
    {
        List<string> missing = [];
        foreach (var part in parts)
        {
            if (!part.IsPresent)
                missing.Add(part.Name);
        }

        return missing.Count == 0 ? null : $"{string.Join(" and ", missing)} missing on this machine; `tests/run` installs it.";
    }

    private static bool All(params ReadOnlySpan<string> programs)
    {
        foreach (var program in programs)
        {
            if (Programs.Find(program) is null)
                return false;
        }

        return true;
    }
}
