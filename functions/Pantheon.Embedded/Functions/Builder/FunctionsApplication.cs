namespace Pantheon.Embedded.Functions.Builder;

/// <summary>Begins a functions app.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with configuration read: appsettings, the data directory's appsettings, environment, command line.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
