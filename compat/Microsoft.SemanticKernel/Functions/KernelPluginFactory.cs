namespace Microsoft.SemanticKernel;

public static class KernelPluginFactory
{
    public static KernelPlugin CreateFromFunctions(string pluginName, IEnumerable<KernelFunction>? functions) =>
        CreateFromFunctions(pluginName, description: null, functions);

    public static KernelPlugin CreateFromFunctions(
        string pluginName, string? description = null, IEnumerable<KernelFunction>? functions = null) =>
        new DefaultKernelPlugin(pluginName, description, functions);
}
