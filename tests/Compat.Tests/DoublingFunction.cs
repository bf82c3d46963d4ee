using System.Globalization;
using Microsoft.Extensions.AI;

namespace AgentStack.Compat.Tests;

internal sealed class DoublingFunction(string name) : AIFunction
{
    public override string Name { get; } = name;

    protected override ValueTask<object?> InvokeCoreAsync(
        AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        ValueTask.FromResult<object?>(2 * Convert.ToInt32(arguments["n"], CultureInfo.InvariantCulture));
}
