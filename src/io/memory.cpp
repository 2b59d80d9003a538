// SPDX-License-Identifier: BSL-1.0
#include "memory.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>
#include <pangkas/error.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

namespace pangkas::inline v0_1::detail {
namespace {

constexpr std::uint64_t no_limit = UINT64_MAX;

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The number behind @p key at the beginning of a line, or of a text without a key.
std::optional<std::uint64_t> number_after(std::string_view text, std::string_view key) {
  std::size_t at = 0;
  while (at != std::string_view::npos && !text.substr(at).starts_with(key)) {
    at = text.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(std::min(text.size(), at + key.size()));
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t")));
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return std::nullopt;  // "max"
  return number;
}

std::uint64_t left(std::uint64_t limit, std::uint64_t used) {
  return limit > used ? limit - used : 0;
}

/// What one group leaves. Pages of files that it was given are taken back before it must swap.
std::uint64_t left_in_group(const std::string& folder, const char* limit, const char* usage,
                            const char* cached) {
  const auto most = number_after(text_of(folder + limit), "");
  if (!most) return no_limit;
  const std::uint64_t used = number_after(text_of(folder + usage), "").value_or(0);
  const std::uint64_t files = number_after(text_of(folder + "/memory.stat"), cached).value_or(0);
  return left(*most, left(used, files));
}

/// The group of a process and every group that it stands in.
std::uint64_t left_in_groups(const std::string& proc, const std::string& cgroups) {
  std::uint64_t least = no_limit;
  const std::string groups = text_of(proc + "/self/cgroup");
  std::string_view rest = groups;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    const std::size_t names = line.find(':');
    const std::size_t path = names == line.npos ? line.npos : line.find(':', names + 1);
    if (path == line.npos) continue;
    const std::string_view controllers = line.substr(names + 1, path - names - 1);
    const bool second = controllers.empty();
    if (!second && fmt::format(",{},", controllers).find(",memory,") == std::string::npos) continue;
    std::string group(line.substr(path + 1));
    while (true) {
      while (group.ends_with('/')) group.pop_back();
      least = std::min(
          least, second ? left_in_group(cgroups + group, "/memory.max", "/memory.current", "file ")
                        : left_in_group(cgroups + "/memory" + group, "/memory.limit_in_bytes",
                                        "/memory.usage_in_bytes", "total_cache "));
      if (group.empty()) break;
      group.resize(group.rfind('/') == group.npos ? 0 : group.rfind('/'));
    }
  }
  return least;
}

std::uint64_t left_in_address_space(const std::string& proc) {
  struct rlimit limit = {};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return no_limit;
  const long page = ::sysconf(_SC_PAGESIZE);
  const auto pages = number_after(text_of(proc + "/self/statm"), "");
  return left(limit.rlim_cur, pages.value_or(0) * static_cast<std::uint64_t>(std::max(page, 1L)));
}

}  // namespace

std::uint64_t available_memory(const std::string& proc, const std::string& cgroups) {
  const auto machine = number_after(text_of(proc + "/meminfo"), "MemAvailable:");
  return std::min({machine ? *machine * 1024 : no_limit, left_in_groups(proc, cgroups),
                   left_in_address_space(proc)});
}

void refuse_too_large(std::uint64_t bytes, const std::string& file) {
  if (const std::uint64_t left = available_memory(); bytes > left) fail_too_large(file, left);
}

void fail_too_large(const std::string& file, std::uint64_t left) {
  constexpr std::uint64_t megabyte = 1'000'000;
  throw input_error(
      fmt::format("{} is larger than the memory that is left{}; split it, raise the limit, or use "
                  "a machine with more",
                  file, left == 0 ? "" : fmt::format(" ({} MB)", left / megabyte)),
      file);
}

}  // namespace pangkas::detail
