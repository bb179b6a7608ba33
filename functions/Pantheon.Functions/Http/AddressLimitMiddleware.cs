using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Http;

/// <summary>Limits what one address may ask for, before anybody looks at who it is: keys can't be guessed by the thousand.</summary>
public sealed class AddressLimitMiddleware(RateLimits limits) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        // BlogVault's servers send for all sites from a few addresses; they are limited by migration.
        if (context.GetHttpContext() is { } http && context.FunctionDefinition.Name != nameof(Plugin.Http.ReceiveCallback))
            limits.TakeAddress(ClientAddress.Of(http));
        return next(context);
    }
}
