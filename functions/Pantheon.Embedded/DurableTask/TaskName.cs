namespace Pantheon.Embedded.DurableTask;

/// <summary>The name of an orchestrator or activity. Converts from and to a string.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>A name.</summary>
    /// <param name="name">The function's name; null counts as empty.</param>
    public TaskName(string name) => Name = name ?? string.Empty;

    /// <summary>The function's name, as given to its attribute.</summary>
    public string Name { get; }

    /// <summary>The name of a string.</summary>
    public static implicit operator TaskName(string value) => new(value);

    /// <summary>The string of a name.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>Names are equal without regard to case, as function names are.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <inheritdoc cref="op_Equality"/>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? string.Empty);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
