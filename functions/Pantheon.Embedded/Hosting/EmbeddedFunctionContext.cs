using Microsoft.AspNetCore.Http;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Hosting;

/// <summary>An invocation in this process.</summary>
internal sealed class EmbeddedFunctionContext(FunctionDescriptor function, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Name;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellationToken;

    internal HttpContext? HttpContext { get; init; }

    internal object? Result { get; set; }
}
