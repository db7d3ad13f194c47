using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ManageTemplates;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications;

/// <summary>What messages say; who may is said where it is mapped.</summary>
internal sealed class TemplatesGrpcService(TemplatesHandler templates, PreviewHandler previews, PublishHandler publishing)
    : TemplatesService.TemplatesServiceBase
{
    public override async Task<ListTemplatesResponse> ListTemplates(ListTemplatesRequest request, ServerCallContext context) =>
        (await templates.ListAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<Proto.Template> GetTemplate(GetTemplateRequest request, ServerCallContext context) =>
        (await templates.GetAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<Proto.TemplateVersion> CreateVersion(CreateTemplateVersionRequest request, ServerCallContext context) =>
        (await templates.CreateAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<TemplatePreview> PreviewVersion(PreviewTemplateRequest request, ServerCallContext context) =>
        (await previews.PreviewAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<SendTestResponse> SendTest(SendTestRequest request, ServerCallContext context) =>
        (await previews.SendTestAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Proto.TemplateVersion> PublishVersion(PublishTemplateRequest request, ServerCallContext context) =>
        (await publishing.PublishAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<RollBackTemplateResponse> RollBack(RollBackTemplateRequest request, ServerCallContext context) =>
        (await publishing.RollBackAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
