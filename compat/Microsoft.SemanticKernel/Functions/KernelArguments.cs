using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

public sealed class KernelArguments : AIFunctionArguments
{
    public KernelArguments()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    public KernelArguments(PromptExecutionSettings? executionSettings)
        : this(executionSettings is null ? null : [executionSettings])
    {
    }

    public KernelArguments(IEnumerable<PromptExecutionSettings>? executionSettings)
        : base(StringComparer.OrdinalIgnoreCase)
    {
        if (executionSettings is not null)
        {
            ExecutionSettings = ByService(executionSettings);
        }
    }

    public KernelArguments(
        IDictionary<string, object?> source,
        Dictionary<string, PromptExecutionSettings>? executionSettings = null)
        : base(source, StringComparer.OrdinalIgnoreCase)
    {
        ArgumentNullException.ThrowIfNull(source);
        ExecutionSettings = executionSettings ?? (source as KernelArguments)?.ExecutionSettings;
    }

    public IReadOnlyDictionary<string, PromptExecutionSettings>? ExecutionSettings { get; set; }

    public ICollection<string> Names => Keys;

    public bool ContainsName(string name) => ContainsKey(name);

    private static Dictionary<string, PromptExecutionSettings> ByService(IEnumerable<PromptExecutionSettings> settings)
    {
        var byService = new Dictionary<string, PromptExecutionSettings>();
        foreach (var setting in settings)
        {
            var id = setting.ServiceId ?? PromptExecutionSettings.DefaultServiceId;
            if (!byService.TryAdd(id, setting))
            {
                throw new ArgumentException(
                    $"Execution settings with the service id '{id}' already exists.", nameof(settings));
            }
        }

        return byService;
    }
}
