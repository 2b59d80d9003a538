// SPDX-License-Identifier: BSL-1.0
#include "input.hpp"

#include "stop_signals.hpp"
#include "streams.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/finding_table.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/rank_scheme.hpp>
#include <pangkas/io/read_file.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

long long now_in_milliseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

void input::add_options(command_line command) {
  // Groups, so that --help shows a command's own options before those that all have.
  const std::string group = "Reading";
  const std::string running = "Running";
  command
      .add_option("--format", format_,
                  "table, uk-organogram or json; recognised from the file if not given")
      .one_of({"table", "uk-organogram", "json"})
      .group(group);
  command.reads(
      command.add_option("--columns", columns_, "TOML file that maps the columns of a table")
          .type_name("FILE")
          .group(group));
  const option scheme =
      command
          .add_option("--scheme", scheme_,
                      "rank scheme: a preset (" +
                          fmt::format("{}", fmt::join(preset_schemes(), ", ")) +
                          "), a TOML file, or none; guessed from the ranks if not given")
          .type_name("NAME|FILE")
          .group(group);
  command.reads(scheme);
  std::vector<std::string> schemes = preset_schemes();
  schemes.emplace_back("none");
  command.suggest(scheme, std::move(schemes));
  command
      .add_option(
          "--orphans", orphans_,
          "keep them outside the layers, make the tops of their trees roots, or add the one "
          "superior that has no row as a root")
      .one_of({"keep", "roots", "one-root"})
      .capture_default_str()
      .group(group);
  command
      .add_option(
          "--repeated", repeated_,
          "of rows with one code the first stands, or, where there is no other root, the one "
          "that is marked as a root")
      .one_of({"first", "root"})
      .capture_default_str()
      .group(group);
  const auto add_tables = [&](const char* name, std::vector<std::string>& files,
                              const std::string& what) {
    // One file each time: a list without end would swallow FILE...
    command.reads(command.add_option(name, files, what + "; may be given several times")
                      .allow_extra_args(false)
                      .type_name("FILE")
                      .group("Tables of decisions"));
  };
  add_tables("--matters", matters_, "table of matters: who raises what, and how often");
  add_tables("--authority", authority_, "table of authorities: who may decide what");
  add_tables("--lines", lines_, "table of lines other than command");
  add_tables("--steps", steps_, "table of steps: what orders say each level does with a matter");
  command.add_flag("--strict", strict_, "stop at the first error in the data, with exit status 2")
      .group(group);
  command.writes(
      command
          .add_option(
              "--findings", findings_,
              "write every finding in the data to this file, as CSV; - is the standard output")
          .type_name("FILE")
          .group(group));
  command
      .add_option("--threads", threads_,
                  "threads that read and write side by side; 0 is as many as the machine has. "
                  "The result is always the same")
      .within(std::size_t{0}, std::size_t{1024})
      .capture_default_str()
      .group(running);
  command.add_flag("--stats", stats_->asked(), "tell on standard error where time and memory went")
      .group(running);
}

void input::add_holders(command_line command) {
  command.add_flag("--holders", holders_,
                   "write the codes of who holds the posts, too; they are left out otherwise");
}

void input::add_columns_of_sides(command_line command) {
  for (const auto& [name, file, side] : {std::tuple("--columns-before", &columns_before_, "BEFORE"),
                                         std::tuple("--columns-after", &columns_after_, "AFTER")})
    command.reads(command
                      .add_option(name, *file,
                                  fmt::format("the mapping of {}, if not that of --columns", side))
                      .type_name("FILE")
                      .group("Reading"));
}

void input::add_to(command_line command, bool must) {
  const option files =
      command
          .add_option("FILE", files_,
                      "files of one organisation: position tables (CSV, .xlsx), a UK "
                      "senior and junior return, or "
                      "native JSON; - is the standard input")
          .type_name("");
  command.reads(must ? files.required() : files);
  add_options(command);
}

read_result input::read(const std::vector<std::string>& files, input_hashes hashes,
                        const more_findings& more) const {
  read_result result = read_files(files, columns_, false, hashes);
  if (more)
    write_findings({more(result.organisation), &result.findings});
  else
    write_findings({&result.findings});
  return result;
}

read_result input::read_quietly(const std::vector<std::string>& files) const {
  return read_files(files, columns_, false, input_hashes::unused);
}

std::pair<read_result, read_result> input::read_both(const std::string& before,
                                                     const std::string& after,
                                                     input_hashes hashes) const {
  std::vector<std::string> paths{before, after};
  for (const std::vector<std::string>* each : {&matters_, &authority_, &lines_, &steps_})
    for (const std::string& path : *each) paths.insert(paths.end(), 2, path);
  const std::string& columns_before = columns_before_.empty() ? columns_ : columns_before_;
  const std::string& columns_after = columns_after_.empty() ? columns_ : columns_after_;
  for (const std::string& columns : {columns_before, columns_after})
    if (!columns.empty()) paths.push_back(columns);
  refuse_read_twice(paths);
  std::pair<read_result, read_result> both{read_files({before}, columns_before, true, hashes),
                                           read_files({after}, columns_after, true, hashes)};
  write_findings({&both.first.findings, &both.second.findings});
  return both;
}

std::string input::folder() const {
  std::error_code no_such_file;
  const bool is_one =
      files_.size() == 1 && std::filesystem::is_directory(files_.front(), no_such_file);
  return is_one ? files_.front() : std::string();
}

void input::write_findings(std::initializer_list<const std::vector<finding>*> of) const {
  if (findings_.empty()) return;
  stats_->begin("findings");
  const stop_signals signals;
  output_file file(findings_);
  const text_sink sink = signals.watch([&file](std::string_view text) { file.write(text); });
  bool with_heading = true;
  for (const std::vector<finding>* findings : of) {
    write_finding_table(*findings, sink, with_heading);
    with_heading = false;
  }
  file.commit();
}

std::string input::suggested_mappings() const {
  std::string all;
  for (const std::string& file : files_) {
    if (!all.empty()) all += '\n';
    all += suggest_mapping(file);
  }
  return all;
}

std::size_t input::threads() const {
  return threads_ == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads_;
}

read_result input::read_files(const std::vector<std::string>& files, const std::string& columns,
                              bool json_is_whole, input_hashes hashes,
                              const std::optional<row_condition>& keep) const {
  stats_->begin("read");
  std::vector<std::string> paths = files;
  if (!columns.empty()) paths.push_back(columns);
  refuse_read_twice(paths);
  read_options options;
  options.hash_inputs = hashes == input_hashes::taken;
  options.threads = threads();
  options.map_files = true;
  if (!format_.empty()) options.format = parse_file_format(format_);
  if (!columns.empty())
    options.columns = read_columns(decode_text(read_file(columns), columns).text, columns);
  if (keep) {
    if (!options.columns) options.columns.emplace();
    options.columns->keep.push_back(*keep);
  }
  if (!scheme_.empty()) options.scheme = scheme_by_name(scheme_);
  options.orphans_are_roots = orphans_are_roots();
  options.missing_superior_is_root = orphans_ == "one-root";
  options.roots_before_first = repeated_ == "root";
  options.strict = strict_;
  options.suspicious = suspicious_;
  options.matters = matters_;
  options.authority = authority_;
  options.lines = lines_;
  options.steps = steps_;
  options.json_is_whole = json_is_whole;
  progress shown("reading " + fmt::format("{}", fmt::join(files, ", ")));
  options.progress = [&](std::size_t rows) { shown.reached(rows); };
  read_result result = read_organisation(files, options);
  if (!holders_) result.organisation = without_holders(result.organisation);
  stats_->has_read(result.organisation);
  return result;
}

evidence evidence_of(const read_result& read) {
  return {read.inputs, count(read.findings, severity::error),
          count(read.findings, severity::warning)};
}

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

evidence named(evidence origin) {
  std::map<std::string, std::size_t> inputs_of;
  for (const input_file& input : origin.inputs) ++inputs_of[file_name(input.file)];
  for (input_file& input : origin.inputs)
    if (std::string name = file_name(input.file); inputs_of[name] == 1)
      input.file = std::move(name);
  return origin;
}

std::shared_ptr<const rank_scheme> scheme_by_name(const std::string& name) {
  if (name == "none") return std::make_shared<rank_scheme>();
  if (!is_file_name(name)) return preset_scheme(name);
  return std::make_shared<rank_scheme>(
      read_rank_scheme(decode_text(read_file(name), name).text, name));
}

progress::progress(std::string what, std::string_view unit)
    : what_(std::move(what)),
      unit_(unit),
      is_terminal_(isatty(STDERR_FILENO) != 0),
      started_(now_in_milliseconds()) {}

void progress::reached(std::size_t count) {
  const long long elapsed = now_in_milliseconds() - started_;
  if (!is_terminal_ || elapsed < 1000) return;
  shown_ = true;
  say(fmt::format("\r{}: {} {}, {} a second\x1b[K", what_, count, unit_,
                  count * 1000 / static_cast<std::size_t>(elapsed)));
}

progress::~progress() {
  if (shown_) say("\r\x1b[K");
}

}  // namespace pangkas::cli
