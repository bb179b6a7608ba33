namespace Pantheon.Testing;

/// <summary>How an archive is packed; its name may say something else.</summary>
public enum ArchiveFormat
{
    /// <summary>A gzip'd tar.</summary>
    TarGz,

    /// <summary>A bare tar.</summary>
    Tar,

    /// <summary>A zip.</summary>
    Zip,
}
