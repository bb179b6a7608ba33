using Microsoft.Extensions.Hosting;
using Pantheon.Functions;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.AddPantheon();
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception e) when (StartFailure.InWords(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
