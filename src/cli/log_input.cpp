// SPDX-License-Identifier: BSL-1.0
#include "log_input.hpp"

#include "decision_input.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/process/path_against_chart.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

std::string text_of_file(const std::string& name) {
  return decode_text(read_file(name), name).text;
}

/// Rows of the map that lead nowhere, as findings of its file.
void report_unknown_rows(const mapped_log& mapped, const std::string& file,
                         std::vector<finding>& findings) {
  for (const std::uint32_t row : mapped.unknown_rows) {
    finding f;
    f.rule = "unknown-position";
    f.file = file;
    f.row = row;
    f.column = "position";
    f.detail = "the position is not on the chart";
    f.action = "the row was left out";
    findings.push_back(std::move(f));
  }
}

}  // namespace

void log_input::add_reading(command_line command, const std::string& group) {
  const auto in_group = [&](option of) { return group.empty() ? of : of.group(group); };
  in_group(command
               .add_option("--nobody", nobody_,
                           "a resource, role or group that is nobody, as a system is; may be given "
                           "several times")
               .allow_extra_args(false)
               .type_name("NAME"));
  command.reads(in_group(command
                             .add_option("--log-columns", log_columns_,
                                         "TOML file that maps the columns or keys of the log")
                             .type_name("FILE")));
  in_group(command
               .add_option("--case-type", cases_.case_type,
                           "of an object-centric log: the type of the objects that are cases")
               .type_name("TYPE"));
  in_group(command
               .add_option("--resource-type", cases_.resource_type,
                           "of an object-centric log: the type of the objects that perform")
               .type_name("TYPE"));
  in_group(command
               .add_option("--qualifier", cases_.qualifier,
                           "of an object-centric log: of which relation the performer is")
               .type_name("NAME"));
}

void log_input::add_chart(command_line command, const std::string& group) {
  command.reads(
      command
          .add_option("--map", map_, "table that leads from resource, role and group to a position")
          .type_name("FILE")
          .group(group));
  command.add_option("--matter", matter_, "the matter of every case, where the log does not say")
      .type_name("CODE")
      .group(group);
  command
      .add_option("--deciding", deciding_,
                  "activities that decide, by a part of their name; may be given several times. "
                  "Without, the last step does")
      .allow_extra_args(false)
      .type_name("TEXT")
      .group(group);
  command
      .add_option("--least-mapped", least_mapped_,
                  "share of the events of a case that must have a position, for it to be compared")
      .within(0.0, 1.0)
      .capture_default_str()
      .group(group);
}

log_read log_input::read(const std::string& name, std::size_t threads, bool hash_input) const {
  log_options options;
  if (!log_columns_.empty())
    options.mapping = read_log_mapping(text_of_file(log_columns_), log_columns_);
  options.mapping.nobody.insert(options.mapping.nobody.end(), nobody_.begin(), nobody_.end());
  options.cases = cases_;
  options.threads = threads;
  options.hash_input = hash_input;
  options.map_file = true;
  return read_event_log(name, options);
}

map_read log_input::read_map(std::vector<input_file>* inputs) const {
  const std::string bytes = read_file(map_);
  if (inputs != nullptr) inputs->push_back({map_, sha256_hex(bytes)});
  return read_position_map(decode_text(bytes, map_).text, map_);
}

mapped_log log_input::mapped(log_read& read, map_read map, const organisation& org) const {
  mapped_log found = map_positions(read.log, org, map.rows);
  report_unknown_rows(found, map_, map.findings);
  read.findings.insert(read.findings.end(), map.findings.begin(), map.findings.end());
  return found;
}

log_findings log_input::findings(const log_read& read, log_level level, missing_performer missing,
                                 std::optional<mapped_log> mapped, const organisation* org,
                                 const decision_options& decisions,
                                 const organisation* before) const {
  against_chart_options how;
  how.decisions = decisions;
  if (org != nullptr && !matter_.empty() && !org->matters().empty())
    how.matter = matter_called(*org, matter_);
  how.least_mapped = least_mapped_;
  how.deciding = deciding_;
  how.before = before;
  return findings_of(read, level, missing, std::move(mapped), org, how);
}

}  // namespace pangkas::cli
