namespace Pantheon.Embedded.Functions;

/// <summary>What is known of a function.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The method, as <c>Namespace.Type.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The function's id.</summary>
    public abstract string Id { get; }

    /// <summary>The function's name.</summary>
    public abstract string Name { get; }

    /// <summary>Where its assembly is.</summary>
    public abstract string PathToAssembly { get; }
}
