using Microsoft.SemanticKernel;

namespace AgentStack.Compat.Tests;

internal sealed class RecordingFilter(string name, List<string> seen) : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(
        FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        seen.Add($"{name}>");
        await next(context);
        seen.Add($"<{name}");
    }
}
