namespace Pantheon.Archives.Gzip;

/// <summary>Why expanding paused.</summary>
internal enum Expansion
{
    /// <summary>More of the file must be at hand.</summary>
    NeedsInput,

    /// <summary>The window is full.</summary>
    NeedsRoom,

    /// <summary>What was being expanded is whole.</summary>
    Done,
}
