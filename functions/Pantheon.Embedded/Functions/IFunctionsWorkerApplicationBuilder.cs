using Microsoft.Extensions.DependencyInjection;
using Pantheon.Embedded.Functions.Middleware;

namespace Pantheon.Embedded.Functions;

/// <summary>Builds the functions' middleware and services.</summary>
public interface IFunctionsWorkerApplicationBuilder
{
    /// <summary>The app's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a middleware around every function.</summary>
    IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);
}
