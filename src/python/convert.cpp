// SPDX-License-Identifier: BSL-1.0
// What Python values mean to the library.
#include "bindings.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>

namespace pangkas::python {

py::object record(const char* name) { return py::module_::import("pangkas._records").attr(name); }

py::str text(std::string_view utf8) {
  PyObject* made =
      PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "backslashreplace");
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}

py::object text_or_none(std::string_view utf8) {
  if (utf8.empty()) return py::none();
  return text(utf8);
}

bool is_path(const py::handle& value) {
  return py::isinstance<py::str>(value) || py::isinstance<py::bytes>(value) ||
         py::hasattr(value, "__fspath__");
}

bool is_file(const py::handle& name) {
  return py::hasattr(name, "__fspath__") || is_file_name(path(name));
}

std::string path(const py::handle& name) {
  return py::module_::import("os").attr("fsdecode")(name).cast<std::string>();
}

std::vector<std::string> paths(const py::handle& names) {
  if (names.is_none()) return {};
  if (is_path(names)) return {path(names)};
  std::vector<std::string> all;
  for (const py::handle name : py::reinterpret_borrow<py::iterable>(names))
    all.push_back(path(name));
  return all;
}

std::vector<std::string> texts(const py::handle& values, const char* what) {
  if (py::isinstance<py::str>(values)) return {values.cast<std::string>()};
  std::vector<std::string> all;
  for (const py::handle value : py::reinterpret_borrow<py::iterable>(values)) {
    if (!py::isinstance<py::str>(value))
      throw py::type_error(std::string(what) + " is one text or a sequence of them");
    all.push_back(value.cast<std::string>());
  }
  return all;
}

std::string day(const py::handle& value) {
  if (value.is_none()) return {};
  std::string text(py::str(py::hasattr(value, "isoformat")
                               ? value.attr("isoformat")()
                               : py::reinterpret_borrow<py::object>(value)));
  if (py::hasattr(value, "hour")) text = text.substr(0, 10);
  if (!is_date(text))
    throw py::value_error("on: \"" + text + "\" is no day; give a date, or a text as 2021-06-30");
  return text;
}

policy policy_from(const py::handle& value) {
  if (py::isinstance<held_policy>(value)) return value.cast<const held_policy&>().rules;
  const std::string name = path(value);
  if (!is_file(value)) return preset_policy(name);
  return read_policy(decode_text(read_file(name), name).text, name);
}

}  // namespace pangkas::python
