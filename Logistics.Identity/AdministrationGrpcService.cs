using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.Administer;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Identity;

/// <summary>What administrators do.</summary>
[Authorize(Access.Admins)]
internal sealed class AdministrationGrpcService(UsersHandler users, AdministrativeActs acts, AuditLogHandler auditLog)
    : AdministrationService.AdministrationServiceBase
{
    public override async Task<ListUsersResponse> ListUsers(ListUsersRequest request, ServerCallContext context) =>
        (await users.ListAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<User> GetUser(UserRequest request, ServerCallContext context) =>
        (await users.GetAsync(request.UserId, context.CancellationToken)).OrThrow();

    public override async Task<User> DisableUser(UserRequest request, ServerCallContext context) =>
        (await acts.DisableAsync(request.UserId, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<User> EnableUser(UserRequest request, ServerCallContext context) =>
        (await acts.EnableAsync(request.UserId, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<User> GiveRole(RoleRequest request, ServerCallContext context) =>
        (await acts.GiveRoleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<User> TakeRole(RoleRequest request, ServerCallContext context) =>
        (await acts.TakeRoleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<ListAuditEntriesResponse> ListAuditEntries(ListAuditEntriesRequest request, ServerCallContext context) =>
        (await auditLog.ListAsync(request, context.CancellationToken)).OrThrow();
}
