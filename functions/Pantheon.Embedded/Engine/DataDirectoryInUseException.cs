namespace Pantheon.Embedded.Engine;

/// <summary>Another process works on the data directory.</summary>
public sealed class DataDirectoryInUseException : IOException
{
    /// <summary>Names the directory.</summary>
    public DataDirectoryInUseException(string dataDirectory, IOException cause)
        : base(
            $"Another process is using the data directory '{Path.GetFullPath(dataDirectory)}'. "
            + "Stop it, or give this one a directory of its own with --DataDirectory=PATH.",
            cause)
    {
    }
}
