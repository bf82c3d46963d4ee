using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace AgentStack.Compat.Tests;

public sealed class KernelTests
{
    [Fact]
    public async Task Invoke_FiltersOfTheContainer_RunInOrderAroundTheFunction()
    {
        List<string> seen = [];
        var services = new ServiceCollection();
        services.AddKernel();
        services.AddSingleton<IFunctionInvocationFilter>(new RecordingFilter("1", seen));
        services.AddSingleton<IFunctionInvocationFilter>(new RecordingFilter("2", seen));
        await using var provider = services.BuildServiceProvider();
        var kernel = provider.GetRequiredService<Kernel>();
        var plugin = kernel.Plugins.AddFromFunctions("math", [Function("twice").AsKernelFunction()]);

        var result = await plugin["twice"].InvokeAsync(
            kernel, new KernelArguments { ["n"] = 4 }, TestContext.Current.CancellationToken);

        seen.ShouldBe(["1>", "2>", "<2", "<1"]);
        result.ToString().ShouldBe("8");
        ((AIFunction)plugin["twice"]).Name.ShouldBe("math_twice");
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a b")]
    public void FunctionName_WithOtherCharacters_IsRefused(string name) =>
        Should.Throw<ArgumentException>(() => Function(name).AsKernelFunction());

    [Fact]
    public void Plugin_SameNameTwice_IsRefused()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddFromFunctions("math", []);

        Should.Throw<ArgumentException>(() => kernel.Plugins.AddFromFunctions("MATH", []));
        Should.Throw<ArgumentException>(() => kernel.Plugins.AddFromFunctions("a-b", []));
        Should.Throw<ArgumentException>(() => KernelPluginFactory.CreateFromFunctions(
            "other", [Function("x").AsKernelFunction(), Function("X").AsKernelFunction()]));
    }

    [Fact]
    public async Task Invoke_Cancelled_SaysWhichFunction()
    {
        var function = Function("twice").AsKernelFunction();

        var error = await Assert.ThrowsAsync<KernelFunctionCanceledException>(
            () => function.InvokeAsync(new Kernel(), cancellationToken: new CancellationToken(canceled: true)));

        error.Function.ShouldBeSameAs(function);
    }

    private static DoublingFunction Function(string name) => new(name);
}
