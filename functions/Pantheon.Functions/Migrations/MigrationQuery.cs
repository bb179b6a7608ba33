namespace Pantheon.Functions.Migrations;

/// <summary>Which migrations are listed: an owner's, or an organization's.</summary>
public sealed record MigrationQuery
{
    /// <summary>The owner's subject; null where <see cref="Organization"/> is given.</summary>
    public string? Owner { get; init; }

    /// <summary>The organization's id; null where <see cref="Owner"/> is given.</summary>
    public string? Organization { get; init; }

    /// <summary>In this phase only; null for all.</summary>
    public MigrationPhase? Phase { get; init; }

    /// <summary>Only those whose site name or source holds this text, in any case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the last page ended; null for the first.</summary>
    public string? Cursor { get; init; }
}
