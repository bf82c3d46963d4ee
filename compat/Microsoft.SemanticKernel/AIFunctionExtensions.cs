using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

public static class AIFunctionExtensions
{
    public static KernelFunction AsKernelFunction(this AIFunction aiFunction)
    {
        ArgumentNullException.ThrowIfNull(aiFunction);
        return aiFunction is KernelFunction function ? function : new AIFunctionKernelFunction(aiFunction);
    }
}
