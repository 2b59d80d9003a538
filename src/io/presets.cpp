// SPDX-License-Identifier: BSL-1.0
#include "embedded.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/preset_schemes.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/body_rules.hpp>
#include <pangkas/io/integrity_rules.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/rank_scheme.hpp>
#include <pangkas/io/span_bands.hpp>

#include <fmt/format.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

std::vector<std::string> names_of(std::span<const detail::embedded_file> files) {
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const detail::embedded_file& file : files) names.emplace_back(file.name);
  return names;
}

std::string_view text_of(std::span<const detail::embedded_file> files, std::string_view name,
                         std::string_view what) {
  for (const detail::embedded_file& file : files)
    if (file.name == name) return file.text;
  const std::vector<std::string> names = names_of(files);
  throw input_error(fmt::format("there is no preset {} \"{}\"{}; the presets are {}", what,
                                detail::echo(name), did_you_mean(name, names),
                                fmt::join(names, ", ")));
}

}  // namespace

bool is_file_name(std::string_view name) {
  return name.find_first_of("./\\") != std::string_view::npos;
}

std::vector<std::string> preset_policies() { return names_of(detail::embedded_policies()); }

std::string_view preset_policy_text(std::string_view name) {
  return text_of(detail::embedded_policies(), name, "policy");
}

policy preset_policy(std::string_view name) {
  return read_policy(preset_policy_text(name), std::string(name));
}

std::vector<std::string> preset_schemes() { return names_of(detail::embedded_ranks()); }

std::string_view preset_scheme_text(std::string_view name) {
  return text_of(detail::embedded_ranks(), name, "rank scheme");
}

std::shared_ptr<const rank_scheme> preset_scheme(std::string_view name) {
  // The functions hold what the files say, and a program that only writes need read no TOML.
  if (name == "indonesia") return std::make_shared<rank_scheme>(indonesia());
  if (name == "uk-civil-service") return std::make_shared<rank_scheme>(uk_civil_service());
  return std::make_shared<rank_scheme>(
      read_rank_scheme(preset_scheme_text(name), std::string(name)));
}

std::vector<std::string> preset_span_bands() { return names_of(detail::embedded_span_bands()); }

std::string_view preset_span_band_text(std::string_view name) {
  return text_of(detail::embedded_span_bands(), name, "set of span bands");
}

span_band_set preset_span_band_set(std::string_view name) {
  return read_span_bands(preset_span_band_text(name), std::string(name));
}

std::vector<std::string> preset_body_rules() { return names_of(detail::embedded_body_rules()); }

std::string_view preset_body_rule_text(std::string_view name) {
  return text_of(detail::embedded_body_rules(), name, "rule for a body");
}

std::vector<std::string> preset_integrity_rules() { return names_of(detail::embedded_integrity()); }

std::string_view preset_integrity_text(std::string_view name) {
  return text_of(detail::embedded_integrity(), name, "set of rules");
}

integrity_rules preset_integrity_set(std::string_view name) {
  return read_integrity_rules(preset_integrity_text(name), std::string(name));
}

}  // namespace pangkas
