using Pantheon.Embedded.Functions.Extensions.Abstractions;

namespace Pantheon.Embedded.Functions;

/// <summary>The function answers HTTP requests. Goes on the HttpRequest parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, anonymous.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>These methods.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method at a level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods at a level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) => (AuthLevel, Methods) = (authLevel, methods);

    /// <summary>The key that is asked for.</summary>
    public AuthorizationLevel AuthLevel { get; }

    /// <summary>The HTTP methods; null means all.</summary>
    public string[]? Methods { get; }

    /// <summary>The route's template, after the route prefix; null means the function's name.</summary>
    public string? Route { get; set; }
}
