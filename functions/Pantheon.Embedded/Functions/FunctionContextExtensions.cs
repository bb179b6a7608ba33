using Microsoft.AspNetCore.Http;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Functions;

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request that triggered the function; null where none did.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) => (context as EmbeddedFunctionContext)?.HttpContext;
}
