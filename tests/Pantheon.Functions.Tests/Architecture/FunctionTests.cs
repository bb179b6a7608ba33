using System.Reflection;

namespace Pantheon.Functions.Tests.Architecture;

/// <summary>How the app declares its functions.</summary>
public sealed class FunctionTests
{
    private static readonly IReadOnlyList<MethodInfo> Functions = [..
        from type in typeof(PantheonApp).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(FunctionAttribute))
        select method];

    [Fact]
    public void Names_AreTheirClassesAndUnique()
    {
        Assert.All(Functions, function => Assert.Equal(function.DeclaringType!.Name, NameOf(function)));
        Assert.Equal(Functions.Count, Functions.Select(NameOf).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Functions_CanBeFoundByBothHosts() => Assert.All(Functions, function =>
    {
        Assert.True(function.IsPublic, $"{function.DeclaringType} is not public.");
        Assert.True(function.DeclaringType!.IsPublic, $"{function.DeclaringType} is not public.");
    });

    [Fact]
    public void Routes_AreConstantAndLeaveTheHostsAlone() => Assert.All(Triggers<HttpTriggerAttribute>(), trigger =>
    {
        Assert.False(string.IsNullOrEmpty(trigger.Route));
        Assert.DoesNotContain('%', trigger.Route);
        Assert.DoesNotContain(trigger.Route!.Split('/')[0], new[] { "admin", "runtime" }, StringComparer.OrdinalIgnoreCase);
        Assert.False(trigger.Route!.StartsWith('/'));
        Assert.Single(trigger.Methods!);
        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
    });

    [Fact]
    public void Routes_AreUnique()
    {
        var routes = Triggers<HttpTriggerAttribute>().Select(trigger => $"{trigger.Methods![0]} {trigger.Route}").ToList();

        Assert.Equal(routes.Distinct(StringComparer.OrdinalIgnoreCase), routes);
    }

    [Fact]
    public void Schedules_AreConstantAndValid() => Assert.All(Triggers<TimerTriggerAttribute>(), trigger =>
    {
        Assert.DoesNotContain('%', trigger.Schedule);
        Assert.Equal(6, trigger.Schedule.Split(' ').Length);
    });

    [Fact]
    public void Activities_AreGivenIdsOnly() => Assert.All(Functions, function =>
    {
        foreach (var parameter in function.GetParameters().Where(parameter => parameter.IsDefined(typeof(ActivityTriggerAttribute))))
            Assert.Contains(parameter.ParameterType, Inputs);
    });

    private static readonly Type[] Inputs =
    [
        typeof(Pantheon.Functions.Migrations.StepInput), typeof(Pantheon.Functions.Archives.RangeInput), typeof(Pantheon.Functions.Email.EmailInput),
    ];

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static IEnumerable<T> Triggers<T>()
        where T : Attribute => Functions.SelectMany(function => function.GetParameters()).Select(parameter => parameter.GetCustomAttribute<T>()).OfType<T>();
}
