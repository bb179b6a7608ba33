namespace Pantheon.Archives.Reading;

/// <summary>How an archive is packed, told by its first bytes and never by its name.</summary>
public enum ArchiveFormat
{
    /// <summary>None that is known.</summary>
    Unknown,

    /// <summary>A gzip'd tar.</summary>
    TarGzip,

    /// <summary>A plain tar.</summary>
    Tar,

    /// <summary>A zip.</summary>
    Zip,

    /// <summary>A web page: a share link that leads to a page about the file, most often.</summary>
    Html,
}
