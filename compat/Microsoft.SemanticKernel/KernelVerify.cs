using System.Text.RegularExpressions;

namespace Microsoft.SemanticKernel;

internal static partial class KernelVerify
{
    public static void ValidPluginName(string? pluginName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pluginName);
        if (!PluginName().IsMatch(pluginName))
        {
            throw new ArgumentException(
                $"A plugin name can contain only ASCII letters, digits, and underscores: '{pluginName}' is not a valid name.",
                nameof(pluginName));
        }
    }

    public static void ValidFunctionName(string? functionName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(functionName);
        if (!FunctionName().IsMatch(functionName))
        {
            throw new ArgumentException(
                $"A function name can contain only ASCII letters, digits, and underscores: '{functionName}' is not a valid name.",
                nameof(functionName));
        }
    }

    public static void UniqueParameters(IEnumerable<KernelParameterMetadata> parameters)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(parameter.Name);
            if (!seen.Add(parameter.Name))
            {
                throw new ArgumentException(
                    $"The function has two or more parameters with the same name '{parameter.Name}'");
            }
        }
    }

    [GeneratedRegex("^[0-9A-Za-z_]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PluginName();

    [GeneratedRegex("^[0-9A-Za-z_-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FunctionName();
}
