namespace Pantheon.Archives.Reading;

/// <summary>What an entry is. Devices, FIFOs and the like never get this far: they are refused.</summary>
public enum EntryKind
{
    /// <summary>A file with content.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link; its target stays within the archive.</summary>
    SymbolicLink,

    /// <summary>Another name of an earlier entry.</summary>
    HardLink,
}
