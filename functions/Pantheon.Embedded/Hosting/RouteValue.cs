using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Pantheon.Embedded.Hosting;

/// <summary>Turns a route's value into what a parameter takes.</summary>
internal static class RouteValue
{
    /// <exception cref="FormatException">The value does not fit; give the route a constraint.</exception>
    internal static object? Convert(object? value, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is null || type.IsInstanceOfType(value))
            return value;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFrom(null, CultureInfo.InvariantCulture, value);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            throw new FormatException($"The route's value for '{parameter.Name}' is not a {type.Name}.", e);
        }
    }
}
