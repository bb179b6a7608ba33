using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions;

/// <summary>Options that stop the start where they are wrong.</summary>
internal static class OptionsExtensions
{
    /// <summary>Binds a section and checks its annotations when the service starts.</summary>
    internal static OptionsBuilder<T> AddValidated<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class => services.AddOptions<T>()
        .Bind(section.Length == 0 ? configuration : configuration.GetSection(section))
        .ValidateDataAnnotations()
        .ValidateOnStart();
}
