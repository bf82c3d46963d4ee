using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>
/// Completes an argument from the values that its parameter allows (<see cref="AllowedValuesAttribute"/>); one without
/// such a list is completed with nothing.
/// </summary>
internal static class AllowedValues
{
    private const int MostValues = 100;

    public static CompleteResult Complete(IReadOnlyList<object> metadata, string argument, string typed)
    {
        List<string> values = [.. Of(metadata, argument).Where(allowed => allowed.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
        return new CompleteResult
        {
            Completion = new Completion { Values = [.. values.Take(MostValues)], Total = values.Count, HasMore = values.Count > MostValues },
        };
    }

    private static IEnumerable<string> Of(IReadOnlyList<object> metadata, string argument) => metadata
        .OfType<MethodInfo>()
        .SelectMany(method => method.GetParameters())
        .Where(parameter => parameter.Name == argument)
        .SelectMany(parameter => parameter.GetCustomAttribute<AllowedValuesAttribute>()?.Values ?? [])
        .OfType<string>();
}
