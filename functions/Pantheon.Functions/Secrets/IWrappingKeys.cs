namespace Pantheon.Functions.Secrets;

/// <summary>The keys that wrap Data Protection's own: without them what lies in the blobs is worthless.</summary>
public interface IWrappingKeys
{
    /// <summary>The key that wraps from now on, 32 bytes, and its version.</summary>
    (string Version, byte[] Key) GetCurrent();

    /// <summary>The key of a version.</summary>
    byte[] Get(string version);
}
