namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>How bytes are damaged.</summary>
internal enum MutationKind
{
    FlipBit,
    Overwrite,
    Truncate,
    Remove,
    Duplicate,
    Splice,
    SwapBlocks,
    TarField,
    ZipField,
    SqlToken,
}
