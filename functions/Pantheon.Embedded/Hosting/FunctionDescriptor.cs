using System.Reflection;
using Pantheon.Embedded.Functions;
using Pantheon.Embedded.Functions.Extensions.Abstractions;

namespace Pantheon.Embedded.Hosting;

/// <summary>A function as its method declares it.</summary>
internal sealed class FunctionDescriptor
{
    /// <exception cref="InvalidOperationException">The method can't be a function; the message names it.</exception>
    internal FunctionDescriptor(MethodInfo method)
    {
        Method = method;
        Name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        Parameters = method.GetParameters();
        var triggers = Parameters
            .Select(parameter => (parameter, attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.attribute is not null)
            .ToList();
        if (triggers is not [var (parameter, trigger)])
            throw new InvalidOperationException($"Function '{Name}' ({method.DeclaringType}.{method.Name}) must have one trigger parameter.");
        (TriggerParameter, Trigger) = (parameter, trigger!);
        if (Trigger is OrchestrationTriggerAttribute && !method.IsStatic)
            throw new InvalidOperationException($"Orchestrator '{Name}' must be a static method: it may hold nothing that changes.");
        Definition = new EmbeddedFunctionDefinition(this);
    }

    internal string Name { get; }

    internal MethodInfo Method { get; }

    internal TriggerBindingAttribute Trigger { get; }

    /// <summary>Asked for once: reflection may hand out other instances to the next one who asks, and those are not equal.</summary>
    internal ParameterInfo[] Parameters { get; }

    internal ParameterInfo TriggerParameter { get; }

    internal FunctionDefinition Definition { get; }

    private sealed class EmbeddedFunctionDefinition(FunctionDescriptor function) : FunctionDefinition
    {
        public override string EntryPoint => $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";

        public override string Id => function.Name;

        public override string Name => function.Name;

        public override string PathToAssembly => function.Method.Module.Assembly.Location;
    }
}
