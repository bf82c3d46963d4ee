using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.SemanticKernel;

public sealed partial class Kernel
{
    private readonly List<IFunctionInvocationFilter> _functionFilters;
    private CultureInfo _culture = CultureInfo.InvariantCulture;

    public Kernel(IServiceProvider? services = null, KernelPluginCollection? plugins = null)
    {
        Services = services ?? EmptyServiceProvider.Instance;
        Plugins = plugins ?? Services.GetService<KernelPluginCollection>() ?? new(Services.GetServices<KernelPlugin>());
        _functionFilters = [.. Services.GetServices<IFunctionInvocationFilter>()];
    }

    private Kernel(Kernel other)
    {
        Services = other.Services;
        Plugins = new(other.Plugins);
        _functionFilters = [.. other._functionFilters];
        _culture = other._culture;
        Data = new Dictionary<string, object?>(other.Data);
    }

    public KernelPluginCollection Plugins { get; }

    public IServiceProvider Services { get; }

    public IDictionary<string, object?> Data { get; } = new Dictionary<string, object?>();

    public IList<IFunctionInvocationFilter> FunctionInvocationFilters => _functionFilters;

    public ILoggerFactory LoggerFactory => Services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    public CultureInfo Culture
    {
        get => _culture;
        set => _culture = value ?? CultureInfo.InvariantCulture;
    }

    public static IKernelBuilder CreateBuilder() => new KernelBuilder();

    public Kernel Clone() => new(this);

    public T GetRequiredService<T>(object? serviceKey = null)
        where T : class =>
        (serviceKey is null ? Services.GetService<T>() : Services.GetKeyedService<T>(serviceKey))
        ?? throw new KernelException(serviceKey is null
            ? $"Service of type '{typeof(T)}' not registered."
            : $"Service of type '{typeof(T)}' and key '{serviceKey}' not registered.");

    public IEnumerable<T> GetAllServices<T>()
        where T : class => Services.GetServices<T>();
}
