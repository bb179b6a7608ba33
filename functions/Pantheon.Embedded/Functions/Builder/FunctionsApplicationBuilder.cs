using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pantheon.Embedded.Functions.Middleware;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Functions.Builder;

/// <summary>Builds a functions app that runs in this process.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly MiddlewarePipeline pipeline = new();

    internal FunctionsApplicationBuilder(string[] args)
    {
        web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        EmbeddedConfiguration.Apply(web.Configuration, args);
        web.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false);
        // Requests are the app's to log: their addresses may hold what is nobody's business.
        web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // What stops the start is thrown to the app, which says it in a sentence.
        web.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        web.Services.AddSingleton(pipeline);
        web.Services.AddEmbeddedHost(web.Configuration);
    }

    /// <inheritdoc/>
    public IServiceCollection Services => web.Services;

    /// <summary>The app's configuration.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        pipeline.Use(middleware);
        return this;
    }

    /// <summary>The app, ready to run. Once.</summary>
    /// <exception cref="InvalidOperationException">A function is declared in a way that can't run; the message names it.</exception>
    public IHost Build()
    {
        var app = web.Build();
        app.MapFunctions();
        return app;
    }
}
