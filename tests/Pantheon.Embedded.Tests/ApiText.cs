using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pantheon.Embedded.Tests;

/// <summary>Renders types and members as AzureApi/*.txt does, with our namespaces turned into the real ones.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // Of records; no code can call it, and how it overrides depends on the framework that the list was built for.
    private const string Clone = "<Clone>$";

    private static readonly HashSet<string?> ShortNamespaces =
        ["System", "System.Threading", "System.Threading.Tasks", "System.Collections.Generic"];

    internal static bool IsInterfaceName(string name) => name.Split('<')[0].Split('.')[^1] is ['I', >= 'A' and <= 'Z', ..];

    internal static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
            return "struct";
        if (type.IsInterface)
            return "interface";
        var kind = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
        return type.BaseType == typeof(object) ? kind : $"{kind} : {Name(type.BaseType!)}";
    }

    internal static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
        var accessors = type.GetProperties(Declared).SelectMany(property => property.GetAccessors(nonPublic: true)).ToHashSet();
        return type.GetConstructors(Declared).Where(IsVisible).Select(one => $"{Access(one)}ctor({Parameters(one)})")
            .Concat(type.GetProperties(Declared).Select(Property).OfType<string>())
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic).Select(field => $"field {Name(field.FieldType)} {field.Name}"))
            .Concat(type.GetMethods(Declared).Where(one => IsVisible(one) && !accessors.Contains(one) && one.Name != Clone).Select(Method));
    }

    internal static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.HasElementType)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : string.Empty);
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType)
            name += $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return ShortNamespaces.Contains(type.Namespace) ? name : $"{Real(type.Namespace!)}.{name}";
    }

    private static string Real(string ours) => ours
        .Replace("Pantheon.Embedded.Functions", "Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
        .Replace("Pantheon.Embedded.DurableTask", "Microsoft.DurableTask", StringComparison.Ordinal);

    private static string Method(MethodInfo method)
    {
        var name = method.IsGenericMethod
            ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
            : method.Name;
        return method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal)
            ? $"{Access(method)}{name}({Parameters(method)}) : {Name(method.ReturnType)}"
            : $"{Access(method)}{Name(method.ReturnType)} {name}({Parameters(method)})";
    }

    private static string? Property(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? getter : null;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? setter : null;
        if ((get ?? set) is not { } one)
            return null;
        var write = set?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true ? "init; " : "set; ";
        return $"{Access(one)}{Name(property.PropertyType)} {property.Name} {{ {(get is null ? "" : "get; ")}{(set is null ? "" : write)}}}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method)
    {
        var access = method.IsPublic ? string.Empty : "protected ";
        if (method.IsStatic)
            return access + "static ";
        if (!method.IsVirtual || method.IsFinal || method.DeclaringType!.IsInterface)
            return access;
        if (method.IsAbstract)
            return access + "abstract ";
        return access + (((MethodInfo)method).GetBaseDefinition() == method ? "virtual " : "override ");
    }

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var text = $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {parameter.RawDefaultValue ?? "default"}" : text;
    }
}
