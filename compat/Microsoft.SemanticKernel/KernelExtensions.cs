using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

public static class KernelExtensions
{
    public static Kernel Build(this IKernelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder is KernelBuilder { AllowBuild: false }
            ? throw new InvalidOperationException(
                "Build is not permitted on instances returned from AddKernel. " +
                "Resolve the Kernel from the service provider.")
            : new Kernel(builder.Services.BuildServiceProvider());
    }

    public static KernelPlugin AddFromFunctions(
        this ICollection<KernelPlugin> plugins, string pluginName, IEnumerable<KernelFunction>? functions) =>
        AddFromFunctions(plugins, pluginName, description: null, functions);

    public static KernelPlugin AddFromFunctions(
        this ICollection<KernelPlugin> plugins,
        string pluginName,
        string? description = null,
        IEnumerable<KernelFunction>? functions = null)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        var plugin = KernelPluginFactory.CreateFromFunctions(pluginName, description, functions);
        plugins.Add(plugin);
        return plugin;
    }

    public static IKernelBuilderPlugins AddFromFunctions(
        this IKernelBuilderPlugins plugins, string pluginName, IEnumerable<KernelFunction>? functions) =>
        AddFromFunctions(plugins, pluginName, description: null, functions);

    public static IKernelBuilderPlugins AddFromFunctions(
        this IKernelBuilderPlugins plugins,
        string pluginName,
        string? description = null,
        IEnumerable<KernelFunction>? functions = null)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        plugins.Services.AddSingleton(
            KernelPluginFactory.CreateFromFunctions(pluginName, description, functions));
        return plugins;
    }

    public static KernelPlugin ImportPluginFromFunctions(
        this Kernel kernel, string pluginName, IEnumerable<KernelFunction>? functions) =>
        kernel.Plugins.AddFromFunctions(pluginName, functions);
}
