namespace Pantheon.Functions.Platforms;

/// <summary>Where sites are moved to.</summary>
public enum PlatformKind
{
    /// <summary>Folders on this machine.</summary>
    Local,

    /// <summary>Pantheon, by its API.</summary>
    Pantheon,
}
