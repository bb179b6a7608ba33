namespace Pantheon.Embedded.Functions;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>This invocation's id.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>The services of this invocation.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What middleware hands on.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the caller is gone or the service stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
