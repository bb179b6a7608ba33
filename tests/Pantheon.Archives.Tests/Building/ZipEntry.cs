namespace Pantheon.Archives.Tests.Building;

/// <summary>An entry of a zip, with what its headers say of it.</summary>
internal sealed record ZipEntry(string Name)
{
    internal byte[] Content { get; init; } = [];

    internal bool Deflate { get; init; } = true;

    /// <summary>Type and permissions; 0 is a zip made on DOS.</summary>
    internal int UnixMode { get; init; }

    internal byte DosAttributes { get; init; }

    internal ushort Flags { get; init; }

    /// <summary>The compression method's number, where it is not the real one.</summary>
    internal ushort? Method { get; init; }

    /// <summary>The checksum, where it is not the real one.</summary>
    internal uint? Crc { get; init; }

    /// <summary>The expanded size, where it is not the real one.</summary>
    internal uint? Size { get; init; }

    /// <summary>How often the directory lists it.</summary>
    internal int Listed { get; init; } = 1;
}
