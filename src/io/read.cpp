// SPDX-License-Identifier: BSL-1.0
#include "decode.hpp"
#include "encoding_findings.hpp"
#include "json_table.hpp"
#include "known_ranks.hpp"
#include "mapped_file.hpp"
#include "rdf_table.hpp"
#include "table_text.hpp"
#include "unit_table.hpp"
#include "workbook.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/io/suggest_columns.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <future>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

constexpr std::array<std::string_view, 3> format_names{"table", "uk-organogram", "json"};

/// The publisher's checker refuses longer chains; one that long is a mistake in the return.
constexpr std::size_t longest_uk_chain = 100;

struct loaded_file {
  std::string name;  ///< as findings call it
  std::optional<detail::mapped_file> mapping = {};
  decoded_text content = {};  ///< without its text if that is what is mapped
  bool is_mapped_text = false;
  bool is_made = false;                ///< the text of a table was made from another format
  std::vector<finding> findings = {};  ///< of that
  file_format format = file_format::table;
  bool is_junior = false;
  std::size_t input = 0;                 ///< its place among the inputs, if it is one of them
  std::future<std::string> sha256 = {};  ///< while it is computed; waited for before the rest goes

  [[nodiscard]] std::string_view text() const {
    return is_mapped_text ? mapping->bytes() : std::string_view(content.text);
  }
};

/// Below this a thread takes longer to start than the hash takes.
constexpr std::size_t worth_a_hashing_thread = std::size_t{1} << 20;

/// The text of a name that is in memory. It is no file that could change, so it is no evidence.
std::optional<std::string> text_in_memory(const std::string& name, const read_options& options) {
  return options.in_memory ? options.in_memory(name) : std::nullopt;
}

/// What flows once is refused before anybody waits for it.
void refuse_streams_read_twice(std::span<const std::string> names, const read_options& options) {
  std::vector<std::string> paths(names.begin(), names.end());
  for (const auto* more : {&options.matters, &options.authority, &options.lines, &options.steps})
    paths.insert(paths.end(), more->begin(), more->end());
  refuse_read_twice(paths);
}

/// The table that a file of another format holds, if it is of one.
std::optional<detail::table_text> table_made_of(std::string_view bytes, const std::string& name,
                                                const read_options& options,
                                                std::string_view usual_sheet) {
  if (!detail::is_archive(bytes)) return std::nullopt;
  detail::sheet_choice sheet{.usual = usual_sheet};
  if (options.columns) sheet.decimals = options.columns->decimals;
  // A mapping is for positions.
  if (options.columns && usual_sheet == "positions") {
    sheet.name = options.columns->sheet;
    sheet.number = options.columns->sheet_number;
  }
  return detail::read_workbook(bytes, name, sheet);
}

/// Whether a text that begins without blanks is JSON, whole or damaged. A heading may stand in
/// brackets, but no heading begins like a list of JSON.
bool begins_json(std::string_view text) {
  if (text.front() == '{') return true;
  if (text.front() != '[') return false;
  const auto inside = text.find_first_not_of(" \t\r\n", 1);
  return inside == std::string_view::npos ||
         std::string_view("[{]\"").find(text[inside]) != std::string_view::npos;
}

/// The same of a text.
std::optional<detail::table_text> table_made_of_text(std::string_view text, const std::string& name,
                                                     const read_options& options) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  if (detail::begins_turtle(text)) return detail::table_of_turtle(std::string(text), name);
  if (!begins_json(text.substr(first)) || options.format == file_format::json) return std::nullopt;
  return detail::table_of_json(text, name, options.columns.value_or(column_mapping{}));
}

void take(loaded_file& file, detail::table_text&& table) {
  file.name = std::move(table.name);
  file.content.text = std::move(table.text);
  file.findings = std::move(table.findings);
  file.is_made = true;
}

/// Reads and decodes a file. Its hash is noted, or under way beside what follows.
loaded_file load(const std::string& name, const read_options& options, read_result& result) {
  loaded_file file{name};
  const auto forced = options.columns ? options.columns->text_encoding : std::nullopt;
  if (auto text = text_in_memory(name, options)) {
    if (auto table = table_made_of(*text, name, options, "positions")) {
      take(file, *std::move(table));
      return file;
    }
    file.content = decode_text(*std::move(text), name, forced);
    if (auto table = table_made_of_text(file.content.text, name, options))
      take(file, *std::move(table));
    return file;
  }
  detail::opened_file opened(name);
  if (options.map_files) file.mapping = detail::mapped_file::of(opened);
  std::string read;
  if (!file.mapping) read = opened.read();
  const std::string_view bytes = file.mapping ? file.mapping->bytes() : read;
  bool is_text = false;
  auto table = table_made_of(bytes, name, options, "positions");
  if (!table) {
    detail::decoded_bytes decoded = detail::decode_bytes(bytes, name, forced);
    file.content = std::move(decoded.text);
    is_text = decoded.as_they_are;
    table = table_made_of_text(is_text ? bytes : file.content.text, name, options);
  }
  if (table) {
    take(file, *std::move(table));
    is_text = false;
  }
  file.is_mapped_text = is_text && file.mapping;
  if (is_text && !file.mapping) file.content.text = std::move(read);
  const std::string_view hashed = is_text ? file.text() : bytes;
  file.input = result.inputs.size();
  result.inputs.push_back({name, {}});
  if (!options.hash_inputs) return file;
  const auto either = std::launch::async | std::launch::deferred;  // if the system gives no thread
  if (is_text && options.threads > 1 && hashed.size() >= worth_a_hashing_thread)
    file.sha256 = std::async(either, sha256_hex, hashed);
  else
    result.inputs.back().sha256 = sha256_hex(hashed);
  return file;
}

/// Texts that people take for tables of positions, and whose first row tells better.
void refuse_other_texts(std::string_view text, const csv_row& heading, const std::string& name) {
  const auto refuse = [&](std::string_view what) {
    throw input_error(fmt::format("{} {}", name, what), name, 1);
  };
  const auto has = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(heading.cells(), [&](std::string_view cell) {
      return std::ranges::any_of(names, [&](std::string_view n) { return fold(cell) == fold(n); });
    });
  };
  if (has({"case", "case id", "caseid", "case:concept:name"}) &&
      has({"activity", "concept:name", "event"}) && has({"timestamp", "time", "time:timestamp"}))
    refuse(
        "is an event log: it tells what was done when, and not who reports to whom; name a table "
        "of positions, or give it to pangkas log");
  for (std::string_view word : {"strict graph", "strict digraph", "digraph", "graph"})
    if (text.starts_with(word) &&
        text.substr(0, text.find('\n')).find('{') != std::string_view::npos)
      refuse(
          "is a graph in DOT, which is written and not read; export its nodes as a table with a "
          "column of the superior");
}

void recognise(loaded_file& file, std::optional<file_format> forced, bool maps_columns = false) {
  const std::string_view text = file.text();
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    throw input_error(
        fmt::format("{} is empty; a table needs a heading row and positions below it", file.name),
        file.name);
  file.format = begins_json(text.substr(first)) ? file_format::json : file_format::table;
  if (file.is_made) file.format = file_format::table;
  if (file.is_made && forced == file_format::json)
    throw input_error(fmt::format("{} is no native JSON; leave --format out", file.name),
                      file.name);
  if (forced) file.format = *forced;
  if (file.format == file_format::json) return;

  csv_reader reader(text, file.name);
  csv_row heading;
  reader.next(heading);
  if (!forced && !maps_columns) refuse_other_texts(text.substr(first), heading, file.name);
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(heading.cells(),
                               [&](std::string_view cell) { return trim(cell) == name; });
  };
  file.is_junior = has("Reporting Senior Post");
  const bool is_return = file.is_junior || has("Post Unique Reference");
  if (!forced && is_return) file.format = file_format::uk_organogram;
  if (forced == file_format::uk_organogram && !is_return)
    throw input_error(
        fmt::format(
            "{} is no UK organogram: it has neither the column \"Post Unique Reference\" of "
            "a senior return nor \"Reporting Senior Post\" of a junior one",
            file.name),
        file.name, 1);
}

std::vector<loaded_file> load_files(std::span<const std::string> names, const read_options& options,
                                    read_result& result) {
  std::vector<loaded_file> files;
  for (const std::string& name : names) {
    files.push_back(load(name, options, result));
    recognise(files.back(), options.format, options.columns.has_value());
  }
  if (files.empty()) throw input_error("no file was given; name the files of one organisation");
  for (const loaded_file& file : files)
    if (file.format != files.front().format)
      throw input_error(
          fmt::format("{} is of the format {}, {} of {}; the files of one organisation "
                      "have one format",
                      files.front().name, to_string(files.front().format), file.name,
                      to_string(file.format)),
          file.name);
  return files;
}

/// A file of decisions and what reads it.
struct decision_file {
  std::string name;
  decoded_text content;
  std::vector<finding> findings;
  void (*add)(organisation_builder&, std::string_view, const std::string&, decimal_mark);
};

std::vector<decision_file> load_decisions(const read_options& options, read_result& result) {
  std::vector<decision_file> files;
  const auto load_all = [&](const std::vector<std::string>& names, std::string_view usual_sheet,
                            auto add) {
    for (const std::string& name : names) {
      std::optional<std::string> bytes = text_in_memory(name, options);
      if (!bytes) {
        bytes = read_file(name);
        result.inputs.push_back({name, options.hash_inputs ? sha256_hex(*bytes) : std::string{}});
      }
      if (auto table = table_made_of(*bytes, name, options, usual_sheet))
        files.push_back(
            {std::move(table->name), {std::move(table->text)}, std::move(table->findings), add});
      else
        files.push_back({name, decode_text(*std::move(bytes), name), {}, add});
    }
  };
  load_all(options.matters, "matters", add_matter_table);
  load_all(options.authority, "authority", add_authority_table);
  load_all(options.lines, "lines",
           [](organisation_builder& builder, std::string_view text, const std::string& file,
              decimal_mark) { add_line_table(builder, text, file); });
  load_all(options.steps, "steps", add_step_table);
  return files;
}

void add_decisions(organisation_builder& builder, const std::vector<decision_file>& files,
                   const read_options& options) {
  const decimal_mark decimals = options.columns ? options.columns->decimals : decimal_mark::guess;
  for (const decision_file& file : files) {
    detail::report_encoding(builder, file.name, file.content, false);
    for (const finding& f : file.findings) builder.report(f);
    file.add(builder, file.content.text, file.name, decimals);
  }
}

/// Whether a name says by itself that it is a rank: numbers, Roman ones too, may count anything.
bool is_telling(std::string_view name) {
  return name.find_first_not_of("0123456789IVX") != std::string_view::npos;
}

/// The headings of a return are known: a mapping that names none says something of its rows.
column_mapping mapping_of(bool is_uk, const std::optional<column_mapping>& given) {
  if (!is_uk) return given.value_or(column_mapping{});
  column_mapping mapping = uk_senior_mapping();
  if (!given) return mapping;
  const column_mapping usual;
  if (given->required != usual.required || given->code != usual.code) return *given;
  mapping.keep = given->keep;
  if (!given->eliminated.column.empty()) mapping.eliminated = given->eliminated;
  if (!given->vacant.column.empty()) mapping.vacant = given->vacant;
  if (given->root_marks != usual.root_marks) mapping.root_marks = given->root_marks;
  if (given->no_code != usual.no_code) mapping.no_code = given->no_code;
  mapping.may_differ.insert(mapping.may_differ.end(), given->may_differ.begin(),
                            given->may_differ.end());
  if (!given->scheme.empty()) mapping.scheme = given->scheme;
  mapping.delimiter = given->delimiter;
  mapping.text_encoding = given->text_encoding;
  mapping.decimals = given->decimals;
  mapping.ranks = given->ranks;
  mapping.job_share = given->job_share;
  return mapping;
}

void use_guessed_scheme(organisation_builder& builder, const std::vector<table_account>& tables,
                        bool suspicious) {
  const auto are_echelons = [](const column_account& column) {
    return column.read_as == "rank" && fold(column.heading).find("eselon") != std::string::npos;
  };
  const bool eselon = std::ranges::any_of(tables, [&](const table_account& table) {
    return std::ranges::any_of(table.columns, are_echelons);
  });
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < builder.rank_names().size(); ++i)
    if (const std::string_view name = builder.rank_names()[i]; !name.empty()) names.push_back(name);
  auto scheme = detail::preset_that_knows(
      names, [eselon](std::string_view name) { return eselon || is_telling(name); });
  const bool is_known = scheme != nullptr;
  builder.use_scheme(is_known ? std::move(scheme) : std::make_shared<rank_scheme>());
  if (!suspicious || is_known || names.empty()) return;
  constexpr std::size_t most = 5;
  std::string named;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    named += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", detail::echo(names[i]));
  if (names.size() > most) named += fmt::format(" and {} more", names.size() - most);
  builder.report("no-rank-scheme", severity::error, {}, "rank", {},
                 fmt::format("no preset scheme knows half of the ranks {}", named),
                 "kept as text, so that no rule by rank meets any; name a scheme (--scheme), or "
                 "what they mean under [ranks] in a column mapping (--columns)");
}

build_result read_tables(std::vector<loaded_file>& files,
                         const std::vector<decision_file>& decisions, const read_options& options,
                         std::vector<table_account>& tables) {
  const bool is_uk = files.front().format == file_format::uk_organogram;
  column_mapping mapping = mapping_of(is_uk, options.columns);
  organisation_builder builder;
  const auto add = [&](loaded_file& file) {
    reading_effort effort{options.threads};
    effort.suspicious = options.suspicious;
    if (file.is_mapped_text)
      effort.passed = [&file](std::size_t bytes) { file.mapping->release(bytes); };
    detail::report_encoding(builder, file.name, file.content, mapping.text_encoding.has_value());
    for (finding& f : file.findings) builder.report(std::move(f));
    column_mapping here = mapping;
    if (file.is_made) here.delimiter.reset();  // it says its own
    tables.push_back(
        !is_uk ? add_position_table(builder, file.text(), file.name, here, options.progress, effort)
        : file.is_junior ? add_uk_junior_return(builder, file.text(), file.name, options.progress)
                         : add_uk_senior_return(builder, file.text(), file.name, here,
                                                options.progress, effort));
  };
  if (is_uk && std::ranges::all_of(files, &loaded_file::is_junior))
    throw input_error(fmt::format("{} is a junior return; its positions report to posts of the "
                                  "senior return, so name that file too",
                                  files.front().name),
                      files.front().name);
  // Posts refer to units, so these come first too.
  std::vector<const loaded_file*> of_units;
  for (loaded_file& file : files) {
    column_mapping here = mapping;
    if (file.is_made) here.delimiter.reset();
    if (is_uk || !detail::is_unit_table(file.text(), file.name, here)) continue;
    detail::report_encoding(builder, file.name, file.content, mapping.text_encoding.has_value());
    for (finding& f : file.findings) builder.report(std::move(f));
    tables.push_back(detail::add_unit_table(builder, file.text(), file.name, here));
    mapping.units = std::move(here.units);
    of_units.push_back(&file);
  }
  if (of_units.size() == files.size())
    throw input_error(fmt::format("{} is a table of units; name the table of their posts too",
                                  files.front().name),
                      files.front().name);
  // Junior rows refer to senior posts, so those come first, whatever the order on the command line.
  for (const bool junior : {false, true})
    for (loaded_file& file : files)
      if (file.is_junior == junior && std::ranges::find(of_units, &file) == of_units.end())
        add(file);

  if (options.scheme)
    builder.use_scheme(options.scheme);
  else if (!mapping.scheme.empty())
    builder.use_scheme(preset_scheme(mapping.scheme));
  else
    use_guessed_scheme(builder, tables, options.suspicious);
  add_decisions(builder, decisions, options);

  build_options choices;
  choices.orphans_are_roots = options.orphans_are_roots;
  choices.missing_superior_is_root = options.missing_superior_is_root;
  choices.roots_before_first = options.roots_before_first;
  choices.root_marks = mapping.root_marks;
  choices.superior_column = mapping.reports_to.empty() ? "reports_to" : mapping.reports_to.front();
  choices.rank_column = mapping.rank.empty() ? "rank" : mapping.rank.front();
  build_result built = std::move(builder).build(choices);
  if (is_uk && built.organisation.command().layers() > longest_uk_chain) {
    finding f;
    f.rule = "long-chain";
    f.file = files.front().name;
    f.detail = fmt::format("a chain of command has {} layers; more than {} are a mistake",
                           built.organisation.command().layers(), longest_uk_chain);
    f.action = "kept";
    built.findings.push_back(std::move(f));
  }
  return built;
}

/// By file, in the order in which they were named, then by row; those without a row come last.
void sort_findings(std::vector<finding>& findings, const std::vector<std::string>& files) {
  struct place {
    std::size_t file;
    std::size_t row;
    std::size_t given;
    auto operator<=>(const place&) const = default;
  };
  std::vector<place> places;
  places.reserve(findings.size());
  std::size_t file = 0;
  for (const finding& f : findings) {
    // Most often it is the file of the finding before.
    if (file >= files.size() || files[file] != f.file)
      file = static_cast<std::size_t>(std::ranges::find(files, f.file) - files.begin());
    places.push_back(
        {file, f.row.value_or(std::numeric_limits<std::size_t>::max()), places.size()});
  }
  std::ranges::sort(places);
  std::vector<finding> sorted;
  sorted.reserve(places.size());
  for (const place& p : places) sorted.push_back(std::move(findings[p.given]));
  findings = std::move(sorted);
}

}  // namespace

std::string_view to_string(file_format format) {
  return format_names[static_cast<std::size_t>(format)];
}

std::optional<file_format> parse_file_format(std::string_view text) {
  return detail::parse_enum<file_format>(format_names, text);
}

read_result read_organisation(std::span<const std::string> names, const read_options& options) {
  refuse_streams_read_twice(names, options);
  read_result result;
  std::vector<loaded_file> files = load_files(names, options, result);
  result.format = files.front().format;
  const bool is_json = result.format == file_format::json;
  if (is_json && files.size() > 1)
    throw input_error(fmt::format("{} files of native JSON were given; one holds one organisation "
                                  "whole, so name one",
                                  files.size()),
                      files[1].name);
  std::vector<decision_file> decisions;
  if (!is_json || !options.json_is_whole) decisions = load_decisions(options, result);
  build_result built;
  if (is_json) {
    organisation_builder builder;
    add_json(builder, files.front().text(), files.front().name, options.scheme);
    add_decisions(builder, decisions, options);
    build_options choices;
    choices.orphans_are_roots = options.orphans_are_roots;
    choices.missing_superior_is_root = options.missing_superior_is_root;
    built = std::move(builder).build(choices);
  } else {
    built = read_tables(files, decisions, options, result.tables);
  }
  for (loaded_file& file : files)
    if (file.sha256.valid()) result.inputs[file.input].sha256 = file.sha256.get();
  for (const loaded_file& file : files)
    if (file.mapping) file.mapping->require_unchanged();
  result.organisation = std::move(built.organisation);
  result.findings = std::move(built.findings);

  std::vector<std::string> in_order;
  for (const loaded_file& file : files) in_order.push_back(file.name);
  for (const decision_file& file : decisions) in_order.push_back(file.name);
  sort_findings(result.findings, in_order);

  if (options.strict) {
    const auto first = std::ranges::find(result.findings, severity::error, &finding::level);
    if (first != result.findings.end())
      throw input_error(
          fmt::format("{}{}: {} (one of {} errors; without --strict they are findings)",
                      first->file, first->row ? fmt::format(":{}", *first->row) : "", first->detail,
                      count(result.findings, severity::error)),
          first->file, first->row, first->column);
  }
  return result;
}

std::string suggest_mapping(const std::string& file) {
  read_result result;
  const read_options options{.hash_inputs = false};
  loaded_file loaded = load(file, options, result);
  recognise(loaded, {});
  if (loaded.format != file_format::table)
    throw input_error(fmt::format("{} is of the format {}, which is read without a column mapping",
                                  file, to_string(loaded.format)),
                      file);
  return suggest_columns(loaded.text(), file);
}

}  // namespace pangkas
