using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.Options;
using Pantheon.Embedded.Functions;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Tests.Hosting;

/// <summary>Assemblies of functions that this one can't hold, since hosts refuse them.</summary>
internal static class DeclaredFunction
{
    /// <summary>An assembly with one function, whose body does nothing.</summary>
    internal static Assembly Assembly(string name, MethodAttributes kind, params (Type Type, CustomAttributeBuilder? Trigger)[] parameters)
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Declared"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("Declared")
            .DefineType("Declared.Functions", TypeAttributes.Public);
        var method = type.DefineMethod("Run", MethodAttributes.Public | kind, typeof(void), [.. parameters.Select(one => one.Type)]);
        method.GetILGenerator().Emit(OpCodes.Ret);
        method.SetCustomAttribute(new(typeof(FunctionAttribute).GetConstructor([typeof(string)])!, [name]));
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = method.DefineParameter(i + 1, ParameterAttributes.None, $"p{i}");
            if (parameters[i].Trigger is { } trigger)
                parameter.SetCustomAttribute(trigger);
        }

        return type.CreateType().Assembly;
    }

    internal static CustomAttributeBuilder Trigger<T>(params object[] arguments) =>
        new(typeof(T).GetConstructor([.. arguments.Select(one => one.GetType())])!, arguments);

    internal static FunctionTable Table(params Assembly[] assemblies)
    {
        var options = new EmbeddedOptions();
        foreach (var assembly in assemblies)
            options.FunctionAssemblies.Add(assembly);
        return new FunctionTable(Options.Create(options));
    }
}
