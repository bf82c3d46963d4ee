namespace Microsoft.SemanticKernel;

public abstract class KernelContent(
    object? innerContent = null, string? modelId = null, IReadOnlyDictionary<string, object?>? metadata = null)
{
    public string? MimeType { get; set; }

    public object? InnerContent { get; set; } = innerContent;

    public string? ModelId { get; set; } = modelId;

    public IReadOnlyDictionary<string, object?>? Metadata { get; set; } = metadata;
}
