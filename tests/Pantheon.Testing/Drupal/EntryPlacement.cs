namespace Pantheon.Testing;

/// <summary>Where an entry stands among the others of its archive.</summary>
public enum EntryPlacement
{
    First,
    Middle,
    Last,
}
