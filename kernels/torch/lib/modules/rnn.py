# torch.nn.modules.rnn: recurrent layers and cells.


_GATES = {"RNN_TANH": 1, "RNN_RELU": 1, "LSTM": 4, "GRU": 3}


def _check_kind(name, value, kind):
    if not isinstance(value, kind):
        raise TypeError(f"{name} should be of type {kind.__name__}, got: {type(value).__name__}")


class RNNBase(Module):
    __constants__ = [
        "mode", "input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout", "bidirectional", "proj_size",
    ]

    def __init__(
        self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False,
        proj_size=0, device=None, dtype=None,
    ):
        super().__init__()
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        if not isinstance(dropout, (int, float)) or not 0 <= dropout <= 1 or isinstance(dropout, bool):
            raise ValueError(
                "dropout should be a number in range [0, 1] representing the probability of an element being zeroed"
            )
        if dropout > 0 and num_layers == 1:
            warnings.warn(
                "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater "
                f"than 1, but got dropout={dropout} and num_layers={num_layers}",
                stacklevel=2,
            )
        _check_kind("bias", bias, bool)
        _check_kind("batch_first", batch_first, bool)
        _check_kind("input_size", input_size, int)
        if input_size <= 0:
            raise ValueError("input_size must be greater than zero")
        _check_kind("hidden_size", hidden_size, int)
        if hidden_size <= 0:
            raise ValueError("hidden_size must be greater than zero")
        if num_layers <= 0:
            raise ValueError("num_layers must be greater than zero")
        if proj_size < 0:
            raise ValueError("proj_size should be a positive integer or zero to disable projections")
        if proj_size >= hidden_size:
            raise ValueError("proj_size has to be smaller than hidden_size")
        if mode not in _GATES:
            raise ValueError("Unrecognized RNN mode: " + mode)
        rows = _GATES[mode] * hidden_size
        out = proj_size if proj_size > 0 else hidden_size
        directions = 2 if bidirectional else 1
        self._flat_weights_names = []
        self._all_weights = []
        for layer in range(num_layers):
            for direction in range(directions):
                suffix = f"_l{layer}" + ("_reverse" if direction == 1 else "")
                into = input_size if layer == 0 else out * directions
                sizes = {"weight_ih": (rows, into), "weight_hh": (rows, out)}
                if bias:
                    sizes["bias_ih"] = sizes["bias_hh"] = (rows,)
                if proj_size > 0:
                    sizes["weight_hr"] = (proj_size, hidden_size)
                for name, size in sizes.items():
                    setattr(self, name + suffix, Parameter(torch.empty(size, device=device, dtype=dtype)))
                names = [name + suffix for name in sizes]
                self._flat_weights_names += names
                self._all_weights.append(names)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            _nn.uniform(weight, stdv)

    @property
    def _flat_weights(self):
        return [getattr(self, name, None) for name in self._flat_weights_names]

    def flatten_parameters(self):
        pass

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.proj_size != 0:
            text += f", proj_size={self.proj_size}"
        if self.num_layers != 1:
            text += f", num_layers={self.num_layers}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if self.batch_first is not False:
            text += f", batch_first={self.batch_first}"
        if self.dropout != 0:
            text += f", dropout={self.dropout}"
        if self.bidirectional is not False:
            text += f", bidirectional={self.bidirectional}"
        return text

    def check_input(self, input, batch_sizes):
        weight = getattr(self, self._flat_weights_names[0])
        if input.dtype is not weight.dtype:
            raise ValueError(
                f"RNN input dtype ({input.dtype}) does not match weight dtype ({weight.dtype}). Convert input: "
                f"input.to({weight.dtype}), or convert model: model.to({input.dtype})"
            )
        wanted = 2 if batch_sizes is not None else 3
        if input.dim() != wanted:
            raise RuntimeError(f"input must have {wanted} dimensions, got {input.dim()}")
        if self.input_size != input.size(-1):
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.size(-1)}"
            )

    def check_hidden_size(self, hx, expected_hidden_size, msg="Expected hidden size {}, got {}"):
        if tuple(hx.size()) != expected_hidden_size:
            raise RuntimeError(msg.format(expected_hidden_size, list(hx.size())))

    def permute_hidden(self, hx, permutation):
        if permutation is None:
            return hx
        if isinstance(hx, tuple):
            return tuple(each.index_select(1, permutation) for each in hx)
        return hx.index_select(1, permutation)

    def _state_sizes(self, batch):
        count = self.num_layers * (2 if self.bidirectional else 1)
        sizes = [(count, batch, self.proj_size if self.proj_size > 0 else self.hidden_size)]
        if self.mode == "LSTM":
            sizes.append((count, batch, self.hidden_size))
        return sizes

    def _check_states(self, states, sizes):
        if self.mode == "LSTM":
            for i, (state, size) in enumerate(zip(states, sizes)):
                self.check_hidden_size(state, size, f"Expected hidden[{i}] size {{}}, got {{}}")
        else:
            self.check_hidden_size(states[0], sizes[0])

    def _run(self, input, counts, states):
        """All layers. input: (steps, batch, feature), or packed with `counts` rows for each step; states: one for each kind."""
        finals = [[] for _ in states]
        directions = 2 if self.bidirectional else 1
        for layer in range(self.num_layers):
            outputs = []
            for direction in range(directions):
                cell = layer * directions + direction
                names = self._all_weights[cell]
                named = {name.rsplit("_l", 1)[0]: getattr(self, name) for name in names}
                first = [state[cell] for state in states]
                if counts is None and self._is_one_operator(input):
                    output, *last = F._lstm_layer(
                        input, named["weight_ih"], named["weight_hh"], named.get("bias_ih"), named.get("bias_hh"), *first, direction == 1
                    )
                    outputs.append(output)
                    for final, state in zip(finals, last):
                        final.append(state)
                    continue
                gates = F.linear(input, named["weight_ih"], named.get("bias_ih"))
                steps = list(gates.unbind(0) if counts is None else gates.split(counts))
                walk = self._backwards if direction == 1 else self._forwards
                hidden, last = walk(steps, first, named)
                outputs.append(torch.stack(hidden) if counts is None else torch.cat(hidden))
                for final, state in zip(finals, last):
                    final.append(state)
            input = outputs[0] if directions == 1 else torch.cat(outputs, -1)
            if self.dropout > 0 and layer < self.num_layers - 1:
                input = F.dropout(input, self.dropout, self.training)
        return input, [torch.stack(final) for final in finals]

    def _is_one_operator(self, input):
        """Whether PyTorch runs a direction of a layer over the whole sequence as one operator."""
        return False

    def _forwards(self, steps, states, weights):
        hidden, ended = [], []
        for gates in steps:
            rows = gates.size(0)
            if rows < states[0].size(0):
                # The shorter sequences end here: their states are kept.
                ended.append([state[rows:] for state in states])
                states = [state[:rows] for state in states]
            states = self._step(gates, states, weights)
            hidden.append(states[0])
        if ended:
            states = [
                torch.cat([state] + [each[i] for each in reversed(ended)]) for i, state in enumerate(states)
            ]
        return hidden, states

    def _backwards(self, steps, initial, weights):
        hidden, states = [], None
        for gates in reversed(steps):
            rows = gates.size(0)
            if states is None:
                states = [state[:rows] for state in initial]
            elif rows > states[0].size(0):
                # Shorter sequences begin at their own ends.
                states = [torch.cat([state, first[state.size(0) : rows]]) for state, first in zip(states, initial)]
            states = self._step(gates, states, weights)
            hidden.append(states[0])
        hidden.reverse()
        return hidden, states

    def _forward_packed(self, packed, hx):
        input, batch_sizes, sorted_indices, unsorted_indices = packed
        counts = batch_sizes.tolist()
        sizes = self._state_sizes(counts[0])
        if hx is None:
            states = [torch.zeros(size, dtype=input.dtype) for size in sizes]
        else:
            hx = self.permute_hidden(hx, sorted_indices)
            states = list(hx) if self.mode == "LSTM" else [hx]
        if self.mode != "LSTM":
            self.check_input(input, batch_sizes)
            self._check_states(states, sizes)
        output, finals = self._run(input, counts, states)
        output = type(packed)(output, batch_sizes, sorted_indices, unsorted_indices)
        final = tuple(finals) if self.mode == "LSTM" else finals[0]
        return output, self.permute_hidden(final, unsorted_indices)

    def _forward(self, input, hx):
        if not isinstance(input, torch.Tensor):
            from torch.nn.utils.rnn import PackedSequence

            if isinstance(input, PackedSequence):
                return self._forward_packed(input, hx)
        lstm = self.mode == "LSTM"
        name = self.mode.split("_")[0]
        if input.dim() not in (2, 3):
            tensor = " tensor" if name == "RNN" else ""
            raise ValueError(f"{name}: Expected input to be 2D or 3D, got {input.dim()}D{tensor} instead")
        batched = input.dim() == 3
        wanted = 3 if batched else 2
        kind = f"{'batched' if batched else 'unbatched'} {wanted}-D"
        if hx is not None and lstm:
            if hx[0].dim() != wanted or hx[1].dim() != wanted:
                raise RuntimeError(
                    f"For {kind} input, hx and cx should also be {wanted}-D but got "
                    f"({hx[0].dim()}-D, {hx[1].dim()}-D) tensors"
                )
        elif hx is not None and hx.dim() != wanted:
            raise RuntimeError(f"For {kind} input, hx should also be {wanted}-D but got {hx.dim()}-D tensor")
        states = None if hx is None else list(hx) if lstm else [hx]
        if not batched:
            input = input.unsqueeze(0 if self.batch_first else 1)
            states = None if states is None else [state.unsqueeze(1) for state in states]
        sizes = self._state_sizes(input.size(0 if self.batch_first else 1))
        if states is None:
            states = [torch.zeros(size, dtype=input.dtype, device=input.device) for size in sizes]
        self.check_input(input, None)
        self._check_states(states, sizes)
        if input.size(1 if self.batch_first else 0) == 0:
            raise RuntimeError("Expected sequence length to be larger than 0 in RNN")
        output, finals = self._run(input.transpose(0, 1) if self.batch_first else input, None, states)
        if not batched:
            output = output.squeeze(1)
            finals = [final.squeeze(1) for final in finals]
        elif self.batch_first:
            output = output.transpose(0, 1) if lstm else output.transpose_(0, 1)
        return output, tuple(finals) if lstm else finals[0]


def _recurrent_forward(name):
    def forward(self, input, hx=None):
        return self._forward(input, hx)

    forward.__qualname__ = f"{name}.forward"
    return forward


class RNN(RNNBase):
    def __init__(self, *args, **kwargs):
        if "proj_size" in kwargs:
            raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
        if len(args) > 3:
            nonlinearity = args[3]
            args = args[:3] + args[4:]
        else:
            nonlinearity = kwargs.pop("nonlinearity", "tanh")
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__("RNN_" + nonlinearity.upper(), *args, **kwargs)
        self.nonlinearity = nonlinearity

    forward = _recurrent_forward("RNN")

    def _step(self, gates, states, weights):
        total = gates + F.linear(states[0], weights["weight_hh"], weights.get("bias_hh"))
        return [torch.tanh(total) if self.nonlinearity == "tanh" else torch.relu(total)]


class LSTM(RNNBase):
    def __init__(self, *args, **kwargs):
        super().__init__("LSTM", *args, **kwargs)

    forward = _recurrent_forward("LSTM")

    def _is_one_operator(self, input):
        return (
            self.proj_size == 0
            and input.dtype is torch.float32
            and input.numel() > 0
            and not torch.is_autocast_enabled("cpu")
        )

    def _step(self, gates, states, weights):
        return _lstm_step(gates, states, weights)


class GRU(RNNBase):
    def __init__(self, *args, **kwargs):
        if "proj_size" in kwargs:
            raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
        super().__init__("GRU", *args, **kwargs)

    forward = _recurrent_forward("GRU")

    def _step(self, gates, states, weights):
        return _gru_step(gates, states, weights)


def _lstm_step(gates, states, weights):
    hidden, cell = states
    total = gates + F.linear(hidden, weights["weight_hh"], weights.get("bias_hh"))
    i, f, g, o = total.chunk(4, -1)
    cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
    hidden = torch.sigmoid(o) * torch.tanh(cell)
    if "weight_hr" in weights:
        hidden = F.linear(hidden, weights["weight_hr"])
    return [hidden, cell]


def _gru_step(gates, states, weights):
    (hidden,) = states
    ir, iz, inew = gates.chunk(3, -1)
    hr, hz, hnew = F.linear(hidden, weights["weight_hh"], weights.get("bias_hh")).chunk(3, -1)
    reset = torch.sigmoid(ir + hr)
    update = torch.sigmoid(iz + hz)
    new = torch.tanh(inew + reset * hnew)
    return [(hidden - new) * update + new]


class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        self.weight_ih = Parameter(torch.empty((num_chunks * hidden_size, input_size), device=device, dtype=dtype))
        self.weight_hh = Parameter(torch.empty((num_chunks * hidden_size, hidden_size), device=device, dtype=dtype))
        if bias:
            self.bias_ih = Parameter(torch.empty(num_chunks * hidden_size, device=device, dtype=dtype))
            self.bias_hh = Parameter(torch.empty(num_chunks * hidden_size, device=device, dtype=dtype))
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            _nn.uniform(weight, stdv)

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if getattr(self, "nonlinearity", "tanh") != "tanh":
            text += f", nonlinearity={self.nonlinearity}"
        return text

    def _cell(self, input, states, step):
        name = {1: "RNNCell", 4: "LSTMCell", 3: "GRUCell"}[self.weight_ih.size(0) // self.hidden_size]
        if input.dim() not in (1, 2):
            raise ValueError(f"{name}: Expected input to be 1D or 2D, got {input.dim()}D instead")
        for i, state in enumerate(states):
            if state is not None and state.dim() not in (1, 2):
                what = f"hx[{i}]" if name == "LSTMCell" else "hidden"
                raise ValueError(f"{name}: Expected {what} to be 1D or 2D, got {state.dim()}D instead")
        batched = input.dim() == 2
        rows = input if batched else input.unsqueeze(0)
        if rows.size(1) != self.input_size:
            raise RuntimeError(f"input has inconsistent input_size: got {rows.size(1)} expected {self.input_size}")
        states = [
            torch.zeros(rows.size(0), self.hidden_size, dtype=input.dtype)
            if state is None
            else state
            if batched
            else state.unsqueeze(0)
            for state in states
        ]
        for i, state in enumerate(states):
            if state.size(0) != rows.size(0):
                raise RuntimeError(f"Input batch size {rows.size(0)} doesn't match hidden{i} batch size {state.size(0)}")
            if state.size(1) != self.hidden_size:
                raise RuntimeError(
                    f"hidden{i} has inconsistent hidden_size: got {state.size(1)}, expected {self.hidden_size}"
                )
        weights = {"weight_hh": self.weight_hh, "bias_hh": self.bias_hh}
        results = step(F.linear(rows, self.weight_ih, self.bias_ih), states, weights)
        return results if batched else [result.squeeze(0) for result in results]


class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def _step(self, gates, states, weights):
        total = gates + F.linear(states[0], weights["weight_hh"], weights["bias_hh"])
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        return [torch.tanh(total) if self.nonlinearity == "tanh" else torch.relu(total)]

    def forward(self, input, hx=None):
        return self._cell(input, [hx], self._step)[0]


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        return tuple(self._cell(input, [None, None] if hx is None else list(hx), _lstm_step))


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        return self._cell(input, [hx], _gru_step)[0]
