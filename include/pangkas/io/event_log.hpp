// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Event logs in: XES, tables of events, OCEL 2.0; each also packed by gzip.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/process/event_log.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The formats of event logs that are read.
enum class log_format : std::uint8_t { xes, table, ocel_json, ocel_xml, ocel_sqlite };

namespace detail {
inline constexpr std::array<std::string_view, 5> log_format_names{"xes", "table", "ocel-json",
                                                                  "ocel-xml", "ocel-sqlite"};
}

/// @brief "xes", "table", "ocel-json", "ocel-xml" or "ocel-sqlite".
constexpr std::string_view to_string(log_format format) {
  return detail::log_format_names[static_cast<std::size_t>(format)];
}

/// @brief One thing that a log says, and under which headings or keys: of several, the first that
/// is there.
struct log_field {
  std::vector<std::string> keys{};
  /// Not the text itself, but what stands behind the last of these in it: behind " by " stands the
  /// role of "Permit APPROVED by SUPERVISOR". Nothing, where it is not in the text.
  std::string behind{};
  bool is_given = false;  ///< by a mapping: a table must have one of the headings
};

/// @brief How a log is read. Every field has a default, so that XES by its standard and tables of
/// the usual headings need no mapping.
struct log_mapping {
  log_field case_id{{"case", "case:concept:name", "case id", "caseid", "case_id", "kasus",
                     "nomor kasus"}};  ///< of a table; of XES it is the name of the trace
  log_field activity{{"concept:name", "activity", "event", "kegiatan", "aktivitas"}};
  log_field time{{"time:timestamp", "timestamp", "complete timestamp", "end_time", "time", "waktu",
                  "waktu selesai"}};
  log_field start{{"start_timestamp", "start timestamp", "start_time", "waktu mulai"}};
  log_field resource{{"org:resource", "resource", "pelaku", "petugas"}};
  log_field role{{"org:role", "role", "peran"}};
  log_field group{{"org:group", "group", "unit", "unit_kerja", "unit kerja"}};
  log_field matter{{"matter", "urusan"}};  ///< of a case; in XES a key of the trace
  log_field transition{{"lifecycle:transition", "lifecycle", "transition"}};
  log_field instance{{"concept:instance", "activity_instance", "instance"}};

  /// Resources, roles and groups who are nobody: systems, applicants, words for what is not known.
  /// Of an event whose resource is nobody, role and group are nobody's either.
  std::vector<std::string> nobody{};
  day_order days = day_order::iso;
  std::optional<std::int16_t> offset{};  ///< of stamps without one; absent: UTC. @unit minutes
  std::optional<char> delimiter{};       ///< absent: recognised
  std::optional<pangkas::encoding> text_encoding{};  ///< absent: recognised
};

/// @brief Reads a mapping of a log from TOML.
///
/// @code{.toml}
/// [columns]
/// case = "Nomor"
/// role = "concept:name"
/// [behind]
/// role = " by "
/// [reading]
/// nobody = ["SYSTEM", "UNKNOWN"]
/// days = "day-first"
/// offset = "+07:00"
/// @endcode
///
/// @throws rule_error that names file and line: no valid TOML, an unknown key, a wrong type.
[[nodiscard]] log_mapping read_log_mapping(std::string_view text, const std::string& file);

/// @brief How events that concern many objects become cases.
struct case_choice {
  std::string case_type{};  ///< type of the objects that are cases; every related event is in each
  std::string resource_type{};  ///< type of the objects that perform; empty: the attribute
  std::string qualifier{};      ///< of the relation to the performer, where there are several
};

/// @brief Choices of read_event_log().
struct log_options {
  log_mapping mapping{};
  std::optional<log_format> format{};  ///< absent: recognised
  case_choice cases{};                 ///< of OCEL
  std::size_t threads = 1;             ///< that read a table side by side
  std::size_t block = 0;               ///< bytes of a table that are read at a time; 0: as suits
  bool hash_input = true;
  bool map_file = false;  ///< see read_options::map_files
  /// Gives the bytes of a name that is in memory; see read_options::in_memory.
  std::function<std::optional<std::string>(const std::string& name)> in_memory{};
};

/// @brief What flattening to cases did.
struct flattening_account {
  std::size_t events = 0;       ///< of the file
  std::size_t without = 0;      ///< concern no object of the case type; left out
  std::size_t convergence = 0;  ///< copies: an event that concerns k cases is in k of them
  std::size_t divergence = 0;   ///< cases in which two other objects of one type interleave
};

/// @brief What read_event_log() gives.
struct log_read {
  event_log log{};
  std::vector<finding> findings{};  ///< one of each rule, with how many it stands for
  std::optional<input_file> input{};
  log_format format = log_format::xes;
  std::vector<column_account> columns{};  ///< of a table: each heading and what it was read as
  lifecycle_account lifecycle{};
  std::optional<flattening_account> flattening{};  ///< of OCEL
};

/// @brief Reads an event log, whose format it recognises.
///
/// XES is streamed, whatever its size: attributes that nobody asked for, lists and containers are
/// passed over, what `global` says is no value of any event, and extensions are never fetched. The
/// rows of a table may stand in any order; within a case the order of the file stands. An event is
/// never dropped for a stamp that cannot be read: it stays, without one.
///
/// @param name     A path; "-" is the standard input.
/// @param options  Choices.
/// @throws input_error if it is no event log or damaged, with the line; for a packed file that grows
///         beyond sense.
/// @complexity O(bytes).
[[nodiscard]] log_read read_event_log(const std::string& name, const log_options& options = {});

/// @brief Writes a log as a table that read_event_log() reads: one event a row, UTF-8; what is absent
/// is blank.
/// @complexity O(bytes written).
void write_event_log(const event_log& log, const text_sink& sink);

}  // namespace pangkas
