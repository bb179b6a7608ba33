using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Embedded.Functions;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class FunctionTableTests
{
    [Fact]
    public void Table_FunctionsOfAnAssembly_FoundByNameAndTrigger()
    {
        var table = DeclaredFunction.Table(typeof(TestFunctions).Assembly);

        Assert.Equal("Greet", table.Find<OrchestrationTriggerAttribute>("greet")!.Name);
        Assert.Equal("Say", table.Find<ActivityTriggerAttribute>("Say")!.Name);
        Assert.Null(table.Find<ActivityTriggerAttribute>("Greet"));
        Assert.Null(table.Find<ActivityTriggerAttribute>("Nobody"));
    }

    [Fact]
    public void Table_TwoOfOneName_RefusedWithBothPlaces()
    {
        var one = DeclaredFunction.Assembly("Copy", MethodAttributes.Static, (typeof(string), DeclaredFunction.Trigger<ActivityTriggerAttribute>()));
        var other = DeclaredFunction.Assembly("copy", MethodAttributes.Static, (typeof(int), DeclaredFunction.Trigger<ActivityTriggerAttribute>()));

        var thrown = Assert.Throws<InvalidOperationException>(() => DeclaredFunction.Table(one, other));

        Assert.Equal("Two functions are called 'copy': Declared.Functions.Run and Declared.Functions.Run.", thrown.Message);
    }

    [Fact]
    public void Table_OrchestratorNotStatic_Refused()
    {
        var assembly = DeclaredFunction.Assembly(
            "Migrate", MethodAttributes.Final, (typeof(TaskOrchestrationContext), DeclaredFunction.Trigger<OrchestrationTriggerAttribute>()));

        var thrown = Assert.Throws<InvalidOperationException>(() => DeclaredFunction.Table(assembly));

        Assert.Contains("Orchestrator 'Migrate' must be a static method", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Table_NotOneTrigger_Refused(int triggers)
    {
        var assembly = DeclaredFunction.Assembly("Copy", MethodAttributes.Static, [.. Enumerable.Range(0, 2).Select(
            i => (typeof(string), i < triggers ? DeclaredFunction.Trigger<ActivityTriggerAttribute>() : null))]);

        var thrown = Assert.Throws<InvalidOperationException>(() => DeclaredFunction.Table(assembly));

        Assert.Equal("Function 'Copy' (Declared.Functions.Run) must have one trigger parameter.", thrown.Message);
    }

    [Fact]
    public void Table_NameOfAnotherAssembly_Refused()
    {
        var again = DeclaredFunction.Assembly("Greet", MethodAttributes.Static, (typeof(string), DeclaredFunction.Trigger<ActivityTriggerAttribute>()));

        var thrown = Assert.Throws<InvalidOperationException>(() => DeclaredFunction.Table(typeof(TestFunctions).Assembly, again));

        Assert.Contains($"'Greet': {typeof(TestFunctions).FullName}.Greet and", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_HttpFunctionThatAsksForAKey_Refused()
    {
        var assembly = DeclaredFunction.Assembly(
            "Guarded", MethodAttributes.Static, (typeof(HttpRequest), DeclaredFunction.Trigger<HttpTriggerAttribute>(AuthorizationLevel.Function)));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(
            builder => builder.Services.Configure<EmbeddedOptions>(options => options.FunctionAssemblies.Add(assembly))));

        Assert.Contains("Function 'Guarded' asks for a key", thrown.Message, StringComparison.Ordinal);
    }
}
