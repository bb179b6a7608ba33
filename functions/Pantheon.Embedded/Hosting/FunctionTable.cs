using System.Reflection;
using Microsoft.Extensions.Options;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Hosting;

/// <summary>All functions of the app, by name.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, FunctionDescriptor> functions = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">Two functions share a name, or one can't run.</exception>
    public FunctionTable(IOptions<EmbeddedOptions> options)
    {
        var assemblies = options.Value.FunctionAssemblies is { Count: > 0 } given ? given : [Assembly.GetEntryAssembly()!];
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        foreach (var method in assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(Any | BindingFlags.DeclaredOnly)))
        {
            if (!method.IsDefined(typeof(FunctionAttribute)))
                continue;
            var function = new FunctionDescriptor(method);
            if (!functions.TryAdd(function.Name, function))
                throw new InvalidOperationException(
                    $"Two functions are called '{function.Name}': {functions[function.Name].Definition.EntryPoint} and {function.Definition.EntryPoint}.");
        }
    }

    internal IEnumerable<FunctionDescriptor> All => functions.Values;

    internal FunctionDescriptor? Find<TTrigger>(string name) =>
        functions.GetValueOrDefault(name) is { Trigger: TTrigger } function ? function : null;
}
