/**
 * The public names of PyTorch's modules: `+` stands before a class, `=` before what can't be called. Written by
 * test/record/names.py; absent.ts says of those that are not here that they exist.
 */
export const knownNames: Readonly<Record<string, string>> = {
  torch:
    '=AVG +AcceleratorError +AggregationType +AliasDb +AnyType +Argument +ArgumentSpec +AwaitType ' +
    '+BFloat16Storage +BFloat16Tensor +BenchmarkConfig +BenchmarkExecutionStats +Block +BoolStorage ' +
    '+BoolTensor +BoolType +BufferDict +ByteStorage +ByteTensor +CallStack +Capsule +CharStorage ' +
    '+CharTensor +ClassType +Code +CompilationUnit +CompleteArgumentSpec +ComplexDoubleStorage ' +
    '+ComplexFloatStorage +ComplexType +ConcreteModuleType +ConcreteModuleTypeBuilder +DeepCopyMemoTable ' +
    '+DeserializationStorageContext +DeviceObjType +DictType +DisableTorchFunction ' +
    '+DisableTorchFunctionSubclass +DispatchKey +DispatchKeySet +DoubleStorage +DoubleTensor +EnumType ' +
    '+ErrorReport +Event +ExcludeDispatchKeyGuard +ExecutionPlan +FatalError +FileCheck +FloatStorage ' +
    '+FloatTensor +FloatType +FunctionSchema +Future +FutureType +Generator +GradScaler +Gradient +Graph ' +
    '+GraphExecutorState +HalfStorage +HalfTensor +IODescriptor +InferredType +IntStorage +IntTensor ' +
    '+IntType +InterfaceType +JITException +ListType +LiteScriptModule +LockingLogger +LoggerBase ' +
    '+LongStorage +LongTensor +ModuleDict +Node +NoneType +NoopLogger +NumberType +OperatorInfo ' +
    '+OptionalType +OutOfMemoryError =PRIVATE_OPS +ParameterDict +PyObjectType +PyTorchFileReader ' +
    '+PyTorchFileWriter +QInt32Storage +QInt8Storage +QUInt2x4Storage +QUInt4x2Storage +QUInt8Storage ' +
    '+RRefType =SUM +ScriptClass +ScriptClassFunction +ScriptDict +ScriptDictIterator ' +
    '+ScriptDictKeyIterator +ScriptFunction +ScriptList +ScriptListIterator +ScriptMethod +ScriptModule ' +
    '+ScriptModuleSerializer +ScriptObject +ScriptObjectProperty +SerializationStorageContext ' +
    '+ShortStorage +ShortTensor +Size +StaticModule +Storage +StorageBase +Stream +StreamObjType ' +
    '+StringType +SymBool +SymBoolType +SymFloat +SymInt +SymIntType =TYPE_CHECKING +Tag +Tensor ' +
    '+TensorType +ThroughputBenchmark +TracingState +TupleType +Type +TypedStorage =USE_GLOBAL_DEPS ' +
    '=USE_RTLD_GLOBAL_WITH_LIBTORCH +UnionType +UntypedStorage +Use +Value abs abs_ absolute acos acos_ ' +
    'acosh acosh_ adaptive_avg_pool1d adaptive_max_pool1d add addbmm addcdiv addcmul addmm addmv addmv_ ' +
    'addr adjoint affine_grid_generator alias_copy all allclose alpha_dropout alpha_dropout_ amax amin ' +
    'aminmax angle any arange arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_ arctan ' +
    'arctan2 arctan_ arctanh arctanh_ are_deterministic_algorithms_enabled argmax argmin argsort argwhere ' +
    'as_strided as_strided_ as_strided_copy as_strided_scatter as_tensor asarray asin asin_ asinh asinh_ ' +
    'atan atan2 atan_ atanh atanh_ atleast_1d atleast_2d atleast_3d +autocast autocast_decrement_nesting ' +
    'autocast_increment_nesting avg_pool1d baddbmm bartlett_window batch_norm batch_norm_backward_elemt ' +
    'batch_norm_backward_reduce batch_norm_elemt batch_norm_gather_stats ' +
    'batch_norm_gather_stats_with_counts batch_norm_stats batch_norm_update_stats bernoulli =bfloat16 ' +
    'bilinear binary_cross_entropy_with_logits bincount binomial =bit =bits16 =bits1x8 =bits2x4 =bits4x2 ' +
    '=bits8 bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor ' +
    'blackman_window block_diag bmm =bool broadcast_shapes broadcast_tensors broadcast_to bucketize ' +
    'can_cast cartesian_prod cat ccol_indices_copy cdist =cdouble ceil ceil_ celu celu_ =cfloat ' +
    'chain_matmul =chalf channel_shuffle =channels_last =channels_last_3d cholesky cholesky_inverse ' +
    'cholesky_solve choose_qparams_optimized chunk clamp clamp_ clamp_max clamp_max_ clamp_min clamp_min_ ' +
    'classproperty clear_autocast_cache clip clip_ clone col_indices_copy column_stack combinations ' +
    'compile compiled_with_cxx11_abi complex =complex128 =complex32 =complex64 concat concatenate cond ' +
    'conj conj_physical conj_physical_ constant_pad_nd =contiguous_format conv1d conv2d conv3d conv_tbc ' +
    'conv_transpose1d conv_transpose2d conv_transpose3d convolution copysign corrcoef cos cos_ cosh cosh_ ' +
    'cosine_embedding_loss cosine_similarity count_nonzero cov cross crow_indices_copy ctc_loss ' +
    'cudnn_affine_grid_generator cudnn_batch_norm cudnn_convolution cudnn_convolution_add_relu ' +
    'cudnn_convolution_relu cudnn_convolution_transpose cudnn_grid_sampler cudnn_is_acceptable cummax ' +
    'cummin cumprod cumsum cumulative_trapezoid =default_generator deg2rad deg2rad_ dequantize det detach ' +
    'detach_ detach_copy +device diag diag_embed diagflat diagonal diagonal_copy diagonal_scatter diff ' +
    'digamma dist div divide dot =double dropout dropout_ dsmm dsplit dstack +dtype =e eig einsum ' +
    'embedding embedding_bag embedding_renorm_ empty empty_like empty_permuted empty_quantized ' +
    'empty_strided +enable_grad eq equal erf erf_ erfc erfc_ erfinv exp exp2 exp2_ exp_ expand_copy expm1 ' +
    'expm1_ eye fake_quantize_per_channel_affine fake_quantize_per_tensor_affine ' +
    'fbgemm_linear_fp16_weight fbgemm_linear_fp16_weight_fp32_activation fbgemm_linear_int8_weight ' +
    'fbgemm_linear_int8_weight_fp32_activation fbgemm_linear_quantize_weight fbgemm_pack_gemm_matrix_fp16 ' +
    'fbgemm_pack_quantized_matrix feature_alpha_dropout feature_alpha_dropout_ feature_dropout ' +
    'feature_dropout_ fill fill_ +finfo fix fix_ flatten flip fliplr flipud =float =float16 =float32 ' +
    '=float4_e2m1fn_x2 =float64 =float8_e4m3fn =float8_e4m3fnuz =float8_e5m2 =float8_e5m2fnuz ' +
    '=float8_e8m0fnu float_power floor floor_ floor_divide fmax fmin fmod fork frac frac_ frexp ' +
    'frobenius_norm from_dlpack from_file from_numpy frombuffer full full_like ' +
    'fused_moving_avg_obs_fake_quant gather gcd gcd_ ge geqrf ger get_autocast_cpu_dtype ' +
    'get_autocast_dtype get_autocast_gpu_dtype get_autocast_ipu_dtype get_autocast_xla_dtype ' +
    'get_default_device get_default_dtype get_deterministic_debug_mode get_device get_device_module ' +
    'get_file_path get_float32_matmul_precision get_num_interop_threads get_num_threads get_rng_state ' +
    'gradient greater greater_equal grid_sampler grid_sampler_2d grid_sampler_3d group_norm gru gru_cell ' +
    'gt =half hamming_window hann_window hardshrink =has_lapack =has_mkl =has_openmp =has_spectral ' +
    'hash_tensor heaviside hinge_embedding_loss histc histogram histogramdd hsmm hsplit hspmm hstack ' +
    'hypot i0 i0_ igamma igammac +iinfo imag import_ir_module import_ir_module_from_buffer index_add ' +
    'index_copy index_fill index_put index_put_ index_reduce index_select indices_copy =inf ' +
    '+inference_mode init_num_threads initial_seed inner instance_norm =int =int1 =int16 =int2 =int3 ' +
    '=int32 =int4 =int5 =int6 =int64 =int7 =int8 int_repr inverse is_anomaly_check_nan_enabled ' +
    'is_anomaly_enabled is_autocast_cache_enabled is_autocast_cpu_enabled is_autocast_enabled ' +
    'is_autocast_ipu_enabled is_autocast_xla_enabled is_complex is_conj ' +
    'is_deterministic_algorithms_warn_only_enabled is_distributed is_floating_point is_grad_enabled ' +
    'is_inference is_inference_mode_enabled is_neg is_nonzero is_same_size is_signed is_storage is_tensor ' +
    'is_vulkan_available is_warn_always_enabled isclose isfinite isin isinf isnan isneginf isposinf ' +
    'isreal istft =jagged kaiser_window kl_div kron kthvalue layer_norm +layout lcm lcm_ ldexp ldexp_ le ' +
    '=legacy_contiguous_format lerp less less_equal lgamma linspace load lobpcg log log10 log10_ log1p ' +
    'log1p_ log2 log2_ log_ log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and logical_not ' +
    'logical_or logical_xor logit logit_ logspace logsumexp =long lstm lstm_cell lstsq lt lu lu_solve ' +
    'lu_unpack manual_seed margin_ranking_loss masked_fill masked_scatter masked_select matmul matrix_exp ' +
    'matrix_power matrix_rank max max_pool1d max_pool1d_with_indices max_pool2d max_pool3d maximum mean ' +
    'median +memory_format merge_type_from_type_comment meshgrid min minimum miopen_batch_norm ' +
    'miopen_convolution miopen_convolution_add_relu miopen_convolution_relu miopen_convolution_transpose ' +
    'miopen_ctc_loss miopen_depthwise_convolution miopen_rnn mkldnn_adaptive_avg_pool2d ' +
    'mkldnn_convolution mkldnn_linear_backward_weights mkldnn_max_pool2d mkldnn_max_pool3d ' +
    'mkldnn_rnn_layer mm mode moveaxis movedim msort mul multinomial multiply mv mvlgamma =nan nan_to_num ' +
    'nan_to_num_ nanmean nanmedian nanquantile nansum narrow narrow_copy native_batch_norm ' +
    'native_channel_shuffle native_dropout native_group_norm native_layer_norm native_norm ne neg neg_ ' +
    'negative negative_ nextafter +no_grad nonzero nonzero_static norm norm_except_dim normal not_equal ' +
    'nuclear_norm numel ones ones_like orgqr ormqr outer pairwise_distance parse_ir parse_schema ' +
    'parse_type_comment pca_lowrank pdist =per_channel_affine =per_channel_affine_float_qparams ' +
    '=per_channel_symmetric =per_tensor_affine =per_tensor_symmetric permute permute_copy =pi pinverse ' +
    'pixel_shuffle pixel_unshuffle poisson poisson_nll_loss polar polygamma positive pow prelu ' +
    'prepare_multiprocessing_environment =preserve_format prod ' +
    'profiler_allow_cudagraph_cupti_lazy_reinit_cuda12 promote_types put q_per_channel_axis ' +
    'q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point =qint32 =qint8 qr +qscheme ' +
    'quantile quantize_per_channel quantize_per_tensor quantize_per_tensor_dynamic quantized_batch_norm ' +
    'quantized_gru quantized_gru_cell quantized_lstm quantized_lstm_cell quantized_max_pool1d ' +
    'quantized_max_pool2d quantized_max_pool3d quantized_rnn_relu_cell quantized_rnn_tanh_cell =quint2x4 ' +
    '=quint4x2 =quint8 rad2deg rad2deg_ rand rand_like randint randint_like randn randn_like randperm ' +
    'range ravel real reciprocal reciprocal_ relu relu_ remainder renorm repeat_interleave reshape ' +
    'resize_as_ resize_as_sparse_ resolve_conj resolve_neg result_type rms_norm rnn_relu rnn_relu_cell ' +
    'rnn_tanh rnn_tanh_cell roll rot90 round round_ row_indices_copy row_stack rrelu rrelu_ rsqrt rsqrt_ ' +
    'rsub saddmm save scalar_tensor scatter scatter_add scatter_reduce searchsorted seed segment_reduce ' +
    'select select_copy select_scatter selu selu_ set_anomaly_enabled set_autocast_cache_enabled ' +
    'set_autocast_cpu_dtype set_autocast_cpu_enabled set_autocast_dtype set_autocast_enabled ' +
    'set_autocast_gpu_dtype set_autocast_ipu_dtype set_autocast_ipu_enabled set_autocast_xla_dtype ' +
    'set_autocast_xla_enabled set_default_device set_default_dtype set_default_tensor_type ' +
    'set_deterministic_debug_mode set_float32_matmul_precision set_flush_denormal +set_grad_enabled ' +
    'set_num_interop_threads set_num_threads set_printoptions set_rng_state set_warn_always sgn =short ' +
    'sigmoid sigmoid_ sign signbit sin sin_ sinc sinc_ sinh sinh_ slice_copy slice_inverse slice_scatter ' +
    'slogdet smm softmax solve sort =sparse_bsc sparse_bsc_tensor =sparse_bsr sparse_bsr_tensor ' +
    'sparse_compressed_tensor =sparse_coo sparse_coo_tensor =sparse_csc sparse_csc_tensor =sparse_csr ' +
    'sparse_csr_tensor split split_copy split_with_sizes split_with_sizes_copy spmm sqrt sqrt_ square ' +
    'square_ squeeze squeeze_copy sspaddmm stack std std_mean stft =strided sub subtract sum svd ' +
    'svd_lowrank swapaxes swapdims sym_constrain_range sym_constrain_range_for_size sym_float ' +
    'sym_fresh_size sym_int sym_ite sym_max sym_min sym_not sym_sqrt sym_sum symeig t t_copy take ' +
    'take_along_dim tan tan_ tanh tanh_ tensor tensor_split tensordot thread_safe_generator threshold ' +
    'threshold_ tile to_dlpack topk trace transpose transpose_copy trapezoid trapz triangular_solve tril ' +
    'tril_indices triplet_margin_loss triu triu_indices true_divide trunc trunc_ typename =uint1 =uint16 ' +
    '=uint2 =uint3 =uint32 =uint4 =uint5 =uint6 =uint64 =uint7 =uint8 unbind unbind_copy unflatten ' +
    'unfold_copy unify_type_list unique unique_consecutive unravel_index unsafe_chunk unsafe_split ' +
    'unsafe_split_with_sizes unsqueeze unsqueeze_copy use_deterministic_algorithms values_copy vander var ' +
    'var_mean vdot view_as_complex view_as_complex_copy view_as_real view_as_real_copy view_copy vmap ' +
    'vsplit vstack wait where while_loop xlogy xlogy_ zero_ zeros zeros_like',
  'torch.Tensor':
    '=H =T abs abs_ absolute absolute_ acos acos_ acosh acosh_ add add_ addbmm addbmm_ addcdiv addcdiv_ ' +
    'addcmul addcmul_ addmm addmm_ addmv addmv_ addr addr_ adjoint all allclose amax amin aminmax angle ' +
    'any apply_ arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_ arctan arctan2 arctan2_ ' +
    'arctan_ arctanh arctanh_ argmax argmin argsort argwhere as_strided as_strided_ as_strided_scatter ' +
    'as_subclass asin asin_ asinh asinh_ atan atan2 atan2_ atan_ atanh atanh_ backward baddbmm baddbmm_ ' +
    'bernoulli bernoulli_ bfloat16 bincount bitwise_and bitwise_and_ bitwise_left_shift ' +
    'bitwise_left_shift_ bitwise_not bitwise_not_ bitwise_or bitwise_or_ bitwise_right_shift ' +
    'bitwise_right_shift_ bitwise_xor bitwise_xor_ bmm bool broadcast_to byte cauchy_ ccol_indices ' +
    'cdouble ceil ceil_ cfloat chalf char cholesky cholesky_inverse cholesky_solve chunk clamp clamp_ ' +
    'clamp_max clamp_max_ clamp_min clamp_min_ clip clip_ clone coalesce col_indices conj conj_physical ' +
    'conj_physical_ const_data_ptr contiguous copy_ copysign copysign_ corrcoef cos cos_ cosh cosh_ ' +
    'count_nonzero cov cpu cross crow_indices cuda cummax cummin cumprod cumprod_ cumsum cumsum_ =data ' +
    'data_ptr deg2rad deg2rad_ dense_dim dequantize det detach detach_ =device diag diag_embed diagflat ' +
    'diagonal diagonal_scatter diff digamma digamma_ dim dim_order dist div div_ divide divide_ dot ' +
    'double dsplit =dtype eig element_size eq eq_ equal erf erf_ erfc erfc_ erfinv erfinv_ exp exp2 exp2_ ' +
    'exp_ expand expand_as expm1 expm1_ exponential_ fill_ fill_diagonal_ fix fix_ flatten flip fliplr ' +
    'flipud float float_power float_power_ floor floor_ floor_divide floor_divide_ fmax fmin fmod fmod_ ' +
    'frac frac_ frexp gather gcd gcd_ ge ge_ geometric_ geqrf ger get_device =grad =grad_dtype =grad_fn ' +
    'greater greater_ greater_equal greater_equal_ gt gt_ half hardshrink hash_tensor heaviside ' +
    'heaviside_ histc histogram hsplit hypot hypot_ i0 i0_ igamma igamma_ igammac igammac_ =imag index ' +
    'index_add index_add_ index_copy index_copy_ index_fill index_fill_ index_put index_put_ index_reduce ' +
    'index_reduce_ index_select indices inner int int_repr inverse ipu is_coalesced is_complex is_conj ' +
    'is_contiguous =is_cpu =is_cuda is_distributed is_floating_point is_inference =is_ipu =is_leaf ' +
    '=is_maia =is_meta =is_mkldnn =is_mps =is_mtia is_neg =is_nested is_nonzero is_pinned =is_quantized ' +
    'is_same_size is_set_to is_shared is_signed =is_sparse =is_sparse_csr =is_vulkan =is_xla =is_xpu ' +
    'isclose isfinite isinf isnan isneginf isposinf isreal istft item =itemsize kron kthvalue =layout lcm ' +
    'lcm_ ldexp ldexp_ le le_ lerp lerp_ less less_ less_equal less_equal_ lgamma lgamma_ log log10 ' +
    'log10_ log1p log1p_ log2 log2_ log_ log_normal_ log_softmax logaddexp logaddexp2 logcumsumexp logdet ' +
    'logical_and logical_and_ logical_not logical_not_ logical_or logical_or_ logical_xor logical_xor_ ' +
    'logit logit_ logsumexp long lstsq lt lt_ lu lu_solve =mH =mT map2_ map_ masked_fill masked_fill_ ' +
    'masked_scatter masked_scatter_ masked_select matmul matrix_exp matrix_power max maximum mean median ' +
    'min minimum mm mode module_load moveaxis movedim msort mtia mul mul_ multinomial multiply multiply_ ' +
    'mv mvlgamma mvlgamma_ =name nan_to_num nan_to_num_ nanmean nanmedian nanquantile nansum narrow ' +
    'narrow_copy =nbytes =ndim ndimension ne ne_ neg neg_ negative negative_ nelement new new_empty ' +
    'new_empty_strided new_full new_ones new_tensor new_zeros nextafter nextafter_ nonzero nonzero_static ' +
    'norm normal_ not_equal not_equal_ numel numpy orgqr ormqr outer =output_nr permute pin_memory ' +
    'pinverse polygamma polygamma_ positive pow pow_ prelu prod put put_ q_per_channel_axis ' +
    'q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point qr qscheme quantile rad2deg ' +
    'rad2deg_ random_ ravel =real reciprocal reciprocal_ record_stream register_hook ' +
    'register_post_accumulate_grad_hook reinforce relu relu_ remainder remainder_ renorm renorm_ repeat ' +
    'repeat_interleave =requires_grad requires_grad_ reshape reshape_as resize resize_ resize_as ' +
    'resize_as_ resize_as_sparse_ resolve_conj resolve_neg retain_grad =retains_grad roll rot90 round ' +
    'round_ row_indices rsqrt rsqrt_ scatter scatter_ scatter_add scatter_add_ scatter_reduce ' +
    'scatter_reduce_ select select_scatter set_ sgn sgn_ =shape share_memory_ short sigmoid sigmoid_ sign ' +
    'sign_ signbit sin sin_ sinc sinc_ sinh sinh_ size slice_inverse slice_scatter slogdet smm softmax ' +
    'solve sort sparse_dim sparse_mask sparse_resize_ sparse_resize_and_clear_ split split_with_sizes ' +
    'sqrt sqrt_ square square_ squeeze squeeze_ sspaddmm std stft storage storage_offset storage_type ' +
    'stride sub sub_ subtract subtract_ sum sum_to_size svd swapaxes swapaxes_ swapdims swapdims_ symeig ' +
    't t_ take take_along_dim tan tan_ tanh tanh_ tensor_split tile to to_dense to_mkldnn ' +
    'to_padded_tensor to_sparse to_sparse_bsc to_sparse_bsr to_sparse_coo to_sparse_csc to_sparse_csr ' +
    'tolist topk trace transpose transpose_ triangular_solve tril tril_ triu triu_ true_divide ' +
    'true_divide_ trunc trunc_ type type_as unbind unflatten unfold uniform_ unique unique_consecutive ' +
    'unsafe_chunk unsafe_split unsafe_split_with_sizes unsqueeze unsqueeze_ untyped_storage values var ' +
    'vdot view view_as =volatile vsplit where xlogy xlogy_ xpu zero_',
  'torch.nn':
    '+AdaptiveAvgPool1d +AdaptiveAvgPool2d +AdaptiveAvgPool3d +AdaptiveLogSoftmaxWithLoss ' +
    '+AdaptiveMaxPool1d +AdaptiveMaxPool2d +AdaptiveMaxPool3d +AlphaDropout +AvgPool1d +AvgPool2d ' +
    '+AvgPool3d +BCELoss +BCEWithLogitsLoss +BatchNorm1d +BatchNorm2d +BatchNorm3d +Bilinear +Buffer ' +
    '+CELU +CTCLoss +ChannelShuffle +CircularPad1d +CircularPad2d +CircularPad3d +ConstantPad1d ' +
    '+ConstantPad2d +ConstantPad3d +Container +Conv1d +Conv2d +Conv3d +ConvTranspose1d +ConvTranspose2d ' +
    '+ConvTranspose3d +CosineEmbeddingLoss +CosineSimilarity +CrossEntropyLoss +CrossMapLRN2d ' +
    '+DataParallel +Dropout +Dropout1d +Dropout2d +Dropout3d +ELU +Embedding +EmbeddingBag ' +
    '+FeatureAlphaDropout +Flatten +Fold +FractionalMaxPool2d +FractionalMaxPool3d +GELU +GLU +GRU ' +
    '+GRUCell +GaussianNLLLoss +GroupNorm +Hardshrink +Hardsigmoid +Hardswish +Hardtanh ' +
    '+HingeEmbeddingLoss +HuberLoss +Identity +InstanceNorm1d +InstanceNorm2d +InstanceNorm3d +KLDivLoss ' +
    '+L1Loss +LPPool1d +LPPool2d +LPPool3d +LSTM +LSTMCell +LayerNorm +LazyBatchNorm1d +LazyBatchNorm2d ' +
    '+LazyBatchNorm3d +LazyConv1d +LazyConv2d +LazyConv3d +LazyConvTranspose1d +LazyConvTranspose2d ' +
    '+LazyConvTranspose3d +LazyInstanceNorm1d +LazyInstanceNorm2d +LazyInstanceNorm3d +LazyLinear ' +
    '+LeakyReLU +Linear +LinearCrossEntropyLoss +LinearCrossEntropyOptions +LocalResponseNorm +LogSigmoid ' +
    '+LogSoftmax +MSELoss +MarginRankingLoss +MaxPool1d +MaxPool2d +MaxPool3d +MaxUnpool1d +MaxUnpool2d ' +
    '+MaxUnpool3d +Mish +Module +ModuleDict +ModuleList +MultiLabelMarginLoss +MultiLabelSoftMarginLoss ' +
    '+MultiMarginLoss +MultiheadAttention +NLLLoss +NLLLoss2d +PReLU +PairwiseDistance +Parameter ' +
    '+ParameterDict +ParameterList +PixelShuffle +PixelUnshuffle +PoissonNLLLoss +RMSNorm +RNN +RNNBase ' +
    '+RNNCell +RNNCellBase +RReLU +ReLU +ReLU6 +ReflectionPad1d +ReflectionPad2d +ReflectionPad3d ' +
    '+ReplicationPad1d +ReplicationPad2d +ReplicationPad3d +SELU +Sequential +SiLU +Sigmoid +SmoothL1Loss ' +
    '+SoftMarginLoss +Softmax +Softmax2d +Softmin +Softplus +Softshrink +Softsign +SyncBatchNorm +Tanh ' +
    '+Tanhshrink +Threshold +Transformer +TransformerDecoder +TransformerDecoderLayer +TransformerEncoder ' +
    '+TransformerEncoderLayer +TripletMarginLoss +TripletMarginWithDistanceLoss +Unflatten +Unfold ' +
    '+UninitializedBuffer +UninitializedParameter +Upsample +UpsamplingBilinear2d +UpsamplingNearest2d ' +
    '+ZeroPad1d +ZeroPad2d +ZeroPad3d factory_kwargs',
  'torch.nn.functional':
    '=BroadcastingList1 =BroadcastingList2 =BroadcastingList3 +ScalingType +SwizzleType +Tensor ' +
    'adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d ' +
    'adaptive_max_pool1d_with_indices adaptive_max_pool2d adaptive_max_pool2d_with_indices ' +
    'adaptive_max_pool3d adaptive_max_pool3d_with_indices affine_grid alpha_dropout assert_int_or_pair ' +
    'avg_pool1d avg_pool2d avg_pool3d batch_norm bilinear binary_cross_entropy ' +
    'binary_cross_entropy_with_logits boolean_dispatch celu celu_ channel_shuffle conv1d conv2d conv3d ' +
    'conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity ' +
    'cross_entropy ctc_loss dropout dropout1d dropout2d dropout3d elu elu_ embedding embedding_bag ' +
    'feature_alpha_dropout fold fractional_max_pool2d fractional_max_pool2d_with_indices ' +
    'fractional_max_pool3d fractional_max_pool3d_with_indices gaussian_nll_loss gelu glu grid_sample ' +
    'group_norm grouped_mm gumbel_softmax handle_torch_function hardshrink hardsigmoid hardswish hardtanh ' +
    'hardtanh_ has_torch_function has_torch_function_unary has_torch_function_variadic ' +
    'hinge_embedding_loss huber_loss instance_norm interpolate kl_div l1_loss layer_norm leaky_relu ' +
    'leaky_relu_ linear linear_cross_entropy local_response_norm log_softmax logsigmoid lp_pool1d ' +
    'lp_pool2d lp_pool3d margin_ranking_loss max_pool1d max_pool1d_with_indices max_pool2d ' +
    'max_pool2d_with_indices max_pool3d max_pool3d_with_indices max_unpool1d max_unpool2d max_unpool3d ' +
    'mish mse_loss multi_head_attention_forward multi_margin_loss multilabel_margin_loss ' +
    'multilabel_soft_margin_loss native_channel_shuffle nll_loss normalize one_hot pad pairwise_distance ' +
    'pdist pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6 relu_ rms_norm rrelu rrelu_ ' +
    'scaled_dot_product_attention scaled_grouped_mm scaled_mm selu selu_ sigmoid silu smooth_l1_loss ' +
    'soft_margin_loss softmax softmin softplus softshrink softsign tanh tanhshrink threshold threshold_ ' +
    'triplet_margin_loss triplet_margin_with_distance_loss unfold upsample upsample_bilinear ' +
    'upsample_nearest',
  'torch.nn.init':
    '+Tensor calculate_gain constant constant_ dirac dirac_ eye eye_ kaiming_normal kaiming_normal_ ' +
    'kaiming_uniform kaiming_uniform_ normal normal_ ones_ orthogonal orthogonal_ sparse sparse_ ' +
    'trunc_normal_ uniform uniform_ xavier_normal xavier_normal_ xavier_uniform xavier_uniform_ zeros_',
  'torch.nn.utils':
    'clip_grad_norm clip_grad_norm_ clip_grad_value_ clip_grads_with_norm_ ' +
    'convert_conv2d_weight_memory_format convert_conv3d_weight_memory_format fuse_conv_bn_eval ' +
    'fuse_conv_bn_weights fuse_linear_bn_eval fuse_linear_bn_weights get_total_norm parameters_to_vector ' +
    'remove_spectral_norm remove_weight_norm skip_init spectral_norm vector_to_parameters weight_norm',
  'torch.nn.utils.rnn':
    '+PackedSequence +PackedSequence_ +Tensor =_R =_T _packed_sequence_init _packed_sequence_init_args ' +
    'bind copy_method_params invert_permutation pack_padded_sequence pack_sequence pad_packed_sequence ' +
    'pad_sequence unpack_sequence unpad_sequence',
  'torch.nn.utils.parametrize':
    '+Module +ModuleDict +ModuleList +OpaqueBase +Parameter +ParametrizationList +Tensor ' +
    '_inject_new_class _inject_property _maybe_set _register_parameter_or_buffer cached ' +
    'get_swap_module_params_on_conversion is_opaque_reference_type is_parametrized ' +
    'is_traceable_wrapper_subclass register_parametrization remove_parametrizations ' +
    'transfer_parametrizations_and_params type_before_parametrizations',
  'torch.nn.utils.prune':
    '+BasePruningMethod +CustomFromMask +Identity +L1Unstructured +LnStructured +PruningContainer ' +
    '+RandomStructured +RandomUnstructured _compute_norm _compute_nparams_toprune ' +
    '_validate_pruning_amount _validate_pruning_amount_init _validate_pruning_dim ' +
    '_validate_structured_pruning custom_from_mask global_unstructured identity is_pruned l1_unstructured ' +
    'ln_structured random_structured random_unstructured remove',
  'torch.nn.parallel':
    '+DataParallel +DistributedDataParallel +DistributedDataParallelCPU data_parallel gather ' +
    'parallel_apply replicate scatter',
  'torch.nn.attention':
    '+SDPAParams +SDPBackend =WARN_FOR_UNFUSED_KERNELS activate_flash_attention_impl ' +
    'can_use_efficient_attention can_use_flash_attention current_flash_attention_impl ' +
    'list_flash_attention_impls register_flash_attention_impl restore_flash_attention_impl sdpa_kernel ' +
    'warn',
  'torch.nn.attention.flex_attention':
    '+AuxOutput +AuxRequest +BlockMask +FlexKernelOptions +GetAttrKey +Tensor +TreeSpec +_CallableLeaf ' +
    '=_EXTRACTED_LEAF +_ExtractedLeaf +_KernelOptionsWithInternals +_MaskModWrapper +_ModificationType ' +
    '+_PlainFunction =_R +_StrippedClosure +_StrippedPartial _adjust_num_blocks_and_indices ' +
    '_apply_kernel_options _broadcast_to_dim _callable_entry_eq _callable_entry_hash ' +
    '_compute_dq_write_order_from_block_mask _convert_block_mask_to_mask _convert_mask_to_block_mask ' +
    '_create_empty_block_mask _create_sparse_block_from_block_mask _dense_to_ordered _enforce_mem_layouts ' +
    '_extract_callable_leaves _extract_callable_pytree _get_mod_type _identity _ordered_to_dense ' +
    '_reconstruct_closure_fn _round_up_to_multiple _sliced_mask_mod_error _transpose_ordered ' +
    '_validate_device _validate_embed_dim _validate_no_nested_tensors _vmap_for_bhqkv _warn_once ' +
    'and_masks create_block_mask create_mask flex_attention flex_attention_hop noop_mask or_masks ' +
    'setup_compilation_env tree_flatten tree_map_only tree_unflatten',
  'torch.nn.attention.bias':
    '+CausalBias +CausalVariant +SDPAParams can_use_efficient_attention can_use_flash_attention ' +
    'causal_lower_right causal_upper_left is_flash_attention_available warn',
  'torch.linalg':
    '+LinAlgError cholesky cholesky_ex cond cross det diagonal eig eigh eigvals eigvalsh ' +
    'householder_product inv inv_ex ldl_factor ldl_factor_ex ldl_solve lstsq lu lu_factor lu_factor_ex ' +
    'lu_solve matmul matrix_exp matrix_norm matrix_power matrix_rank multi_dot norm pinv qr slogdet solve ' +
    'solve_ex solve_triangular svd svdvals tensorinv tensorsolve vander vecdot vector_norm',
  'torch.fft':
    '+Tensor fft fft2 fftfreq fftn fftshift hfft hfft2 hfftn ifft ifft2 ifftn ifftshift ihfft ihfft2 ' +
    'ihfftn irfft irfft2 irfftn rfft rfft2 rfftfreq rfftn',
  'torch.special':
    '+Tensor airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 chebyshev_polynomial_t ' +
    'chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w digamma entr erf erfc erfcx ' +
    'erfinv exp2 expit expm1 gammainc gammaincc gammaln hermite_polynomial_h hermite_polynomial_he i0 i0e ' +
    'i1 i1e laguerre_polynomial_l legendre_polynomial_p log1p log_ndtr log_softmax logit logsumexp ' +
    'modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 multigammaln ndtr ndtri ' +
    'polygamma psi round scaled_modified_bessel_k0 scaled_modified_bessel_k1 ' +
    'shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v ' +
    'shifted_chebyshev_polynomial_w sinc softmax spherical_bessel_j0 xlog1py xlogy zeta',
  'torch.sparse':
    '+BFloat16Tensor +ByteTensor +CharTensor +DoubleTensor +FloatTensor +HalfTensor +IntTensor ' +
    '+LongTensor +ShortTensor +SparseSemiStructuredTensor +SparseSemiStructuredTensorCUSPARSELT ' +
    '+SparseSemiStructuredTensorCUTLASS +Tensor addmm as_sparse_gradcheck +check_sparse_tensor_invariants ' +
    'log_softmax mm sampled_addmm softmax spdiags spsolve sum to_sparse_semi_structured',
  'torch.nested':
    '+DType +Device +SymInt +Tensor as_nested_tensor masked_select narrow nested_tensor ' +
    'nested_tensor_from_jagged to_padded_tensor',
  'torch.optim':
    '+ASGD +Adadelta +Adafactor +Adagrad +Adam +AdamW +Adamax +LBFGS +Muon +NAdam +Optimizer +RAdam ' +
    '+RMSprop +Rprop +SGD +SparseAdam swap_in_optimizer_params_and_state',
  'torch.optim.lr_scheduler':
    '+ChainedScheduler +ConstantLR +CosineAnnealingLR +CosineAnnealingWarmRestarts +CyclicLR ' +
    '+ExponentialLR +LRScheduler +LambdaLR +LinearLR +MultiStepLR +MultiplicativeLR +OneCycleLR ' +
    '+Optimizer +PolynomialLR +ReduceLROnPlateau +SequentialLR +StepLR +Tensor bisect_right',
  'torch.optim.swa_utils':
    '+AveragedModel +LRScheduler +Module +SWALR +Tensor get_ema_avg_fn get_ema_multi_avg_fn ' +
    'get_swa_avg_fn get_swa_multi_avg_fn update_bn',
  'torch.autograd':
    '+DeviceType +Function +NestedIOFunction +ProfilerActivity +ProfilerConfig +ProfilerEvent ' +
    '+ProfilerState +SavedTensor +Variable backward +detect_anomaly +enable_grad ' +
    '+enforce_grad_layout_policy grad gradcheck gradgradcheck handle_torch_function has_torch_function ' +
    '+inference_mode is_multithreading_enabled is_tensor_like is_view_replay_enabled kineto_available ' +
    '+no_grad +set_detect_anomaly +set_grad_enabled +set_multithreading_enabled variable',
  'torch.autograd.functional': 'hessian hvp jacobian jvp vhp vjp',
  'torch.autograd.profiler':
    '+DeviceType +EnforceUnique +EventList +FunctionEvent +Future +KinetoStepTracker +MemRecordsAcc ' +
    '+ProfilerActivity +ProfilerConfig +ProfilerState +emit_itt +emit_nvtx kineto_available load_nvprof ' +
    'parse_nvprof_trace perf_counter_ns +profile +record_function warn',
  'torch.autograd.graph':
    '+GradientEdge +Node +RemovableHandle +TorchDispatchMode +Variable allow_mutation_on_saved_tensors ' +
    'disable_saved_tensors_hooks get_gradient_edge increment_version region_activation_memory_budget ' +
    'register_multi_grad_hook +save_on_cpu +saved_tensors_hooks set_override_stale_capture_stream ' +
    'set_warn_on_accumulate_grad_stream_mismatch',
  'torch.autograd.forward_ad':
    '+UnpackedDualTensor +dual_level enter_dual_level exit_dual_level make_dual unpack_dual',
  'torch.amp': '+GradScaler +autocast custom_bwd custom_fwd is_autocast_available',
  'torch.backends': '',
  'torch.backends.cuda':
    '+SDPAParams +SDPBackend allow_fp16_bf16_reduction_math_sdp blas_workspace_size ' +
    'can_use_cudnn_attention can_use_efficient_attention can_use_flash_attention +cuBLASModule ' +
    '+cuFFTPlanCache +cuFFTPlanCacheAttrContextProp +cuFFTPlanCacheManager cublas_workspace_size ' +
    'cublaslt_workspace_size cudnn_sdp_enabled =cufft_plan_cache enable_cudnn_sdp enable_flash_sdp ' +
    'enable_math_sdp enable_mem_efficient_sdp flash_sdp_enabled fp16_bf16_reduction_math_sdp_allowed ' +
    'is_built is_ck_sdpa_available is_flash_attention_available math_sdp_enabled =matmul ' +
    'mem_efficient_sdp_enabled preferred_blas_library preferred_linalg_library preferred_rocm_fa_library ' +
    'sdp_kernel',
  'torch.backends.cudnn': '',
  'torch.backends.mkldnn': '',
  'torch.backends.mps': 'get_core_count get_name is_available is_built is_macos13_or_newer is_macos_or_newer',
  'torch.backends.openmp': 'is_available',
  'torch.backends.opt_einsum': '',
  'torch.cuda':
    '+AcceleratorError +BFloat16Storage +BFloat16Tensor +BoolStorage +BoolTensor +ByteStorage +ByteTensor ' +
    '+CUDAGraph +CUDAPluggableAllocator +CharStorage +CharTensor +ComplexDoubleStorage ' +
    '+ComplexFloatStorage +CudaError +DeferredCudaCallError +DoubleStorage +DoubleTensor +Event ' +
    '+ExternalStream +FloatStorage +FloatTensor +GreenContext +HalfStorage +HalfTensor +IntStorage ' +
    '+IntTensor +LongStorage +LongTensor +MemPool +OutOfMemoryError +ShortStorage +ShortTensor +Stream ' +
    '+StreamContext caching_allocator_alloc caching_allocator_delete caching_allocator_disabled ' +
    'caching_allocator_enable can_device_access_peer change_current_allocator check_error classproperty ' +
    'clock_rate +cudaStatus cudart current_blas_handle current_device current_solver_handle ' +
    'current_stream =default_generators default_stream +device device_count device_memory_used +device_of ' +
    'empty_cache get_allocator_backend get_arch_list get_device_capability get_device_name ' +
    'get_device_properties get_gencode_flags get_per_process_memory_fraction get_rng_state ' +
    'get_rng_state_all get_stream_from_external get_sync_debug_mode +graph graph_pool_handle =has_half ' +
    '=has_magma host_memory_stats host_memory_stats_as_nested_dict init initial_seed ipc_collect ' +
    'is_available is_bf16_supported is_current_stream_capturing is_initialized is_tf32_supported ' +
    'list_gpu_processes make_graphed_callables manual_seed manual_seed_all max_memory_allocated ' +
    'max_memory_cached max_memory_reserved mem_get_info memory_allocated memory_cached memory_reserved ' +
    'memory_snapshot memory_stats memory_stats_as_nested_dict memory_summary memory_usage power_draw ' +
    'reset_accumulated_host_memory_stats reset_accumulated_memory_stats reset_max_memory_allocated ' +
    'reset_max_memory_cached reset_peak_host_memory_stats reset_peak_memory_stats seed seed_all ' +
    'set_device set_per_process_memory_fraction set_rng_state set_rng_state_all set_stream ' +
    'set_sync_debug_mode stream synchronize temperature use_mem_pool utilization',
  'torch.cuda.amp': '+GradScaler amp_definitely_not_available +autocast custom_bwd custom_fwd',
  'torch.cuda.nvtx': 'mark range range_end range_pop range_push range_start',
  'torch.cuda.random':
    '+Tensor current_device device_count get_rng_state get_rng_state_all initial_seed is_initialized ' +
    'manual_seed manual_seed_all seed seed_all set_rng_state set_rng_state_all',
  'torch.mps':
    '+Event +Tensor compile_shader current_allocated_memory device_count driver_allocated_memory ' +
    'empty_cache get_rng_state is_available load_metallib manual_seed recommended_max_memory seed ' +
    'set_per_process_memory_fraction set_rng_state synchronize',
  'torch.xpu':
    '+Event +MemPool +Stream +StreamContext +XPUGraph +XPUPluggableAllocator byref can_device_access_peer ' +
    'change_current_allocator clock_rate current_device current_stream =default_generators +device ' +
    'device_count device_memory_used +device_of empty_cache get_arch_list get_device_capability ' +
    'get_device_name get_device_properties get_gencode_flags get_per_process_memory_fraction ' +
    'get_rng_state get_rng_state_all get_stream_from_external +graph graph_pool_handle init initial_seed ' +
    'is_available is_bf16_supported is_current_stream_capturing is_initialized is_tf32_supported ' +
    'make_graphed_callables manual_seed manual_seed_all max_memory_allocated max_memory_reserved ' +
    'mem_get_info memory_allocated memory_reserved memory_snapshot memory_stats ' +
    'memory_stats_as_nested_dict memory_usage pointer power_draw reset_accumulated_memory_stats ' +
    'reset_peak_memory_stats seed seed_all set_device set_per_process_memory_fraction set_rng_state ' +
    'set_rng_state_all set_stream stream synchronize temperature use_mem_pool utilization',
  'torch.cpu':
    '+Event +Stream +StreamContext current_device current_stream device_count get_capabilities ' +
    'is_available is_initialized set_device stream synchronize',
  'torch.cpu.amp': '+GradScaler +autocast',
  'torch.accelerator':
    '+Graph current_accelerator current_device_idx current_device_index current_stream device_count ' +
    '+device_index empty_cache empty_host_cache get_device_capability get_memory_info is_available ' +
    'max_memory_allocated max_memory_reserved memory_allocated memory_reserved memory_stats ' +
    'reset_accumulated_memory_stats reset_peak_memory_stats set_device_idx set_device_index set_stream ' +
    'synchronize',
  'torch.compiler':
    '+CacheInfo =F +NestedCompileRegionOptions allow_in_graph assume_constant_result compile ' +
    'cudagraph_mark_step_begin disable get_default_backend is_compiling is_dynamo_compiling is_exporting ' +
    'keep_portable_guards_unsafe keep_tensor_guards_unsafe list_backends load_cache_artifacts ' +
    'load_compiled_function nested_compile_region reset save_cache_artifacts set_default_backend ' +
    'set_enable_guard_collectives set_stance skip_all_guards_unsafe skip_guard_on_all_nn_modules_unsafe ' +
    'skip_guard_on_globals_unsafe skip_guard_on_inbuilt_nn_modules_unsafe substitute_in_graph wrap_numpy',
  'torch.distributed':
    '+AllToAllOptions +AllreduceCoalescedOptions +AllreduceOptions +Backend +BackendConfig ' +
    '+BarrierOptions +BroadcastOptions +BuiltinCommHookType +DebugLevel +DeviceMesh +DistBackendError ' +
    '+DistError +DistNetworkError +DistStoreError +FileStore +GatherOptions +GradBucket +GroupMember ' +
    'GroupName +HashStore +Logger +P2POp +PrefixStore +ProcessGroup +ProcessGroupGloo +QueueEmptyError ' +
    '+ReduceOp +ReduceOptions +ReduceScatterOptions +Reducer +ScatterOptions +Store +TCPStore +Work ' +
    'all_gather all_gather_coalesced all_gather_into_tensor all_gather_object all_gather_single ' +
    'all_reduce all_reduce_coalesced all_to_all all_to_all_single barrier batch_isend_irecv breakpoint ' +
    'broadcast broadcast_object_list destroy_process_group gather gather_object get_backend ' +
    'get_backend_config get_debug_level get_default_backend_for_device get_global_rank get_group_rank ' +
    'get_node_local_rank get_pg_count get_process_group_ranks get_rank get_world_size +group ' +
    'init_device_mesh init_process_group irecv is_available is_backend_available is_gloo_available ' +
    'is_initialized is_mpi_available is_nccl_available is_torchelastic_launched is_ucc_available ' +
    'is_xccl_available isend monitored_barrier new_group new_subgroups new_subgroups_by_enumeration ' +
    'record_comm recv recv_object_list reduce =reduce_op reduce_scatter reduce_scatter_single ' +
    'reduce_scatter_tensor register_rendezvous_handler rendezvous scatter scatter_object_list send ' +
    'send_object_list set_debug_level set_debug_level_from_env shrink_group split_group supports_complex',
  'torch.distributed.rpc':
    '+AllGatherStates +BackendType +PyRRef +RRef +RemoteProfilerManager +RpcAgent +RpcBackendOptions ' +
    '+Store +TensorPipeAgent +TensorPipeRpcBackendOptions +WorkerInfo enable_gil_profiling ' +
    'get_rpc_timeout get_worker_info init_rpc is_available method_factory new_method remote rpc_async ' +
    'rpc_sync shutdown',
  'torch.distributed.optim':
    '+DistributedOptimizer +PostLocalSGDOptimizer +ZeroRedundancyOptimizer as_functional_optim',
  'torch.distributed.autograd': '+DistAutogradContext backward +context get_gradients is_available',
  'torch.distributed.nn':
    '+Function +ReduceOp +RemoteModule all_gather all_reduce all_to_all all_to_all_single broadcast ' +
    'gather +group reduce reduce_scatter scatter',
  'torch.distributed.nn.functional':
    '+Function +ReduceOp +_AllGather +_AllGatherBase +_AllReduce +_AlltoAll +_AlltoAllSingle +_Broadcast ' +
    '+_Gather +_Reduce +_Reduce_Scatter +_Scatter _all_gather_base _deprecated ' +
    '_not_supported_under_compile all_gather all_reduce all_to_all all_to_all_single broadcast gather ' +
    '+group reduce reduce_scatter scatter',
  'torch.distributed.fsdp':
    '+BackwardPrefetch +CPUOffload +CPUOffloadPolicy +DataParallelMeshDims +FSDPModule +FlatParameter ' +
    '+FullOptimStateDictConfig +FullStateDictConfig +FullyShardedDataParallel +LocalOptimStateDictConfig ' +
    '+LocalStateDictConfig +MixedPrecision +MixedPrecisionPolicy +OffloadPolicy +OptimStateDictConfig ' +
    '+OptimStateKeyType +ShardedOptimStateDictConfig +ShardedStateDictConfig +ShardingStrategy ' +
    '+StateDictConfig +StateDictSettings +StateDictType +UnshardHandle fully_shard ' +
    'register_fsdp_forward_method share_comm_ctx',
  'torch.distributed.tensor':
    '+DTensor +DeviceMesh +Partial +Placement +Replicate +Shard distribute_module distribute_tensor empty ' +
    'full init_device_mesh ones rand randn zeros',
  'torch.distributed.tensor.parallel':
    '+ColwiseParallel +ParallelStyle +PrepareModuleInput +PrepareModuleInputOutput +PrepareModuleOutput ' +
    '+RowwiseParallel +SequenceParallel loss_parallel parallelize_module',
  'torch.distributed.pipelining':
    '+Pipe +PipelineStage +Schedule1F1B +ScheduleDualPipeV +ScheduleGPipe +ScheduleInterleaved1F1B ' +
    '+ScheduleInterleavedZeroBubble +ScheduleLoopedBFS +ScheduleZBVZeroBubble +SplitPoint build_stage ' +
    'pipe_split pipeline',
  'torch.distributed.device_mesh':
    '+C10dBackend +DeviceMesh GroupName +OpaqueBase +ProcessGroup get_backend get_process_group_ranks ' +
    'get_rank get_world_size init_device_mesh init_process_group is_available is_initialized new_group ' +
    'not_none split_group',
  'torch.distributed.checkpoint':
    '+BytesStorageMetadata +CheckpointException +ChunkStorageMetadata +DefaultLoadPlanner ' +
    '+DefaultSavePlanner +FileSystemReader +FileSystemWriter +HuggingFaceStorageReader ' +
    '+HuggingFaceStorageWriter +LoadPlan +LoadPlanner +Metadata +QuantizedHuggingFaceStorageReader ' +
    '+ReadItem +SavePlan +SavePlanner +StorageReader +StorageWriter +TensorStorageMetadata +WriteItem ' +
    'async_save load load_sharded_optimizer_state_dict load_state_dict save save_state_dict',
  'torch.distributed.elastic': '',
  'torch.distributions':
    '+AbsTransform +AffineTransform +Bernoulli +Beta +Binomial +CatTransform +Categorical +Cauchy +Chi2 ' +
    '+ComposeTransform +ContinuousBernoulli +CorrCholeskyTransform +CumulativeDistributionTransform ' +
    '+Dirichlet +Distribution +ExpTransform +Exponential +ExponentialFamily +FisherSnedecor +Gamma ' +
    '+GeneralizedPareto +Geometric +Gumbel +HalfCauchy +HalfNormal +Independent +IndependentTransform ' +
    '+InverseGamma +Kumaraswamy +LKJCholesky +Laplace +LogNormal +LogisticNormal ' +
    '+LowRankMultivariateNormal +LowerCholeskyTransform +MixtureSameFamily +Multinomial ' +
    '+MultivariateNormal +NegativeBinomial +Normal +OneHotCategorical +OneHotCategoricalStraightThrough ' +
    '+Pareto +Poisson +PositiveDefiniteTransform +PowerTransform +RelaxedBernoulli ' +
    '+RelaxedOneHotCategorical +ReshapeTransform +SigmoidTransform +SoftmaxTransform +SoftplusTransform ' +
    '+StackTransform +StickBreakingTransform +StudentT +TanhTransform +Transform +TransformedDistribution ' +
    '+Uniform +VonMises +Weibull +Wishart biject_to identity_transform kl_divergence register_kl ' +
    'transform_to',
  'torch.distributions.constraints':
    '+Constraint +MixtureSameFamilyConstraint =boolean +cat =corr_cholesky dependent +dependent_property ' +
    '+greater_than +greater_than_eq +half_open_interval +independent +integer_interval +interval ' +
    'is_dependent +less_than =lower_cholesky =lower_triangular +multinomial =nonnegative ' +
    '=nonnegative_integer =one_hot =positive =positive_definite =positive_integer =positive_semidefinite ' +
    '=real =real_vector =simplex =square +stack =symmetric =unit_interval',
  'torch.distributions.transforms':
    '+AbsTransform +AffineTransform +CatTransform +ComposeTransform +CorrCholeskyTransform ' +
    '+CumulativeDistributionTransform +Distribution +ExpTransform +IndependentTransform ' +
    '+LowerCholeskyTransform +PositiveDefiniteTransform +PowerTransform +ReshapeTransform ' +
    '+SigmoidTransform +SoftmaxTransform +SoftplusTransform +StackTransform +StickBreakingTransform ' +
    '+TanhTransform +Tensor +Transform broadcast_all identity_transform +lazy_property pad softplus ' +
    'tril_matrix_to_vec vec_to_tril_matrix',
  'torch.distributions.kl':
    '+Bernoulli +Beta +Binomial +Categorical +Cauchy +ContinuousBernoulli +Dirichlet +Distribution ' +
    '+Exponential +ExponentialFamily +Gamma +Geometric +Gumbel +HalfNormal +Independent +Laplace ' +
    '+LowRankMultivariateNormal +MultivariateNormal +Normal +OneHotCategorical +Pareto +Poisson +Tensor ' +
    '+TransformedDistribution +Uniform kl_divergence register_kl',
  'torch.export':
    '+AdditionalInputs =Constraint +CustomDecompTable +Dim +ExportBackwardSignature +ExportGraphSignature ' +
    '+ExportedProgram +FlatArgsAdapter +ModuleCallEntry +ModuleCallSignature +PassResult ' +
    '+ShapesCollection +UnflattenedModule default_decompositions dims draft_export export load ' +
    'register_dataclass save unflatten',
  'torch.func':
    'debug_unwrap functional_call functionalize grad grad_and_value hessian jacfwd jacrev jvp linearize ' +
    'rearrange replace_all_batch_norm_modules_ stack_module_state vjp vmap',
  'torch.futures': '+Future =S =T collect_all wait_all',
  'torch.fx':
    '+CodeGen +Graph +GraphModule +Interpreter +Node =PH +Proxy +ProxyableClassMeta +Tracer +Transformer ' +
    'has_side_effect map_arg replace_pattern symbolic_trace wrap',
  'torch.fx.experimental': '',
  'torch.fx.passes': '',
  'torch.fx.experimental.proxy_tensor':
    '+BackwardState +DecompositionInterpreter +FakeScriptObject +FakeTensor +FakeTensorMode ' +
    '+FunctionalTensor +GraphModule +HigherOrderOperator +Module +OpOverload +OpaqueBase ' +
    '+PreDispatchTorchFunctionMode +Proxy +ProxyTorchDispatchMode +PythonKeyTracer =R +SymBool +SymInt ' +
    '+SymNode =T +Tensor +Thunk +TorchDispatchMode +TorchFunctionMetadataMode +TorchFunctionMode ' +
    '+TraceableWrapperSubclass +Tracer =U +WeakIdKeyDictionary +WeakTensorKeyDictionary +_AttrProxy ' +
    '+_DisableUpdateTensorTracker +_GraphAppendingTracerEx +_HasMeta +_MakefxTracer ' +
    '+_ModuleNotInstalledAsSubmoduleError +_ModuleStackTracer +_NoDefault =_P +_ProxyTensor ' +
    '+_SelectiveDecomposeInterpreter +_SymNodeDict +_SympyExprTrackerValue =_Ts _build_proxy_for_sym_expr ' +
    '_compute_proxy =_disable_update_tensor_tracker_tls _enable_thunkify ' +
    '_fetch_proxies_and_all_constant_flag _get_proxies _init_proxy_trackers ' +
    '_is_proxy_tensor_update_tensor_tracker_disabled _make_temp_remove_mode_context_manager ' +
    '_maybe_record_pointwise_barrier _nary_sym_max _nary_sym_min ' +
    '_proxy_tensor_disable_update_tensor_tracker _set_make_fx_tracer _set_unbacked_bindings ' +
    '_should_save_eager_input_vals _sym_register _sympy_handlers ' +
    '_temp_remove_metadata_torch_function_mode _temp_remove_pre_dispatch_torch_function_mode ' +
    'autograd_would_have_decomposed count decompose disable_autocast_cache disable_proxy_modes_tracing ' +
    'dispatch_trace +enable_python_dispatcher extract_val fake_signature fast_detach fetch_object_proxy ' +
    'fetch_sym_proxy get_innermost_proxy_mode get_isolated_graphmodule get_plain_tensors get_proxy_mode ' +
    'get_proxy_slot get_reconstruct_fn get_torch_dispatch_modes handle_sym_dispatch has_proxy_slot ' +
    'is_fake is_opaque_reference_type is_opaque_value is_opaque_value_type is_sparse_any is_sym_node ' +
    'make_fx maybe_disable_thunkify maybe_enable_thunkify maybe_handle_decomp =no_default proxy_call ' +
    '=py_sym_types selective_decompose set_meta set_original_aten_op set_proxy_slot should_hoist ' +
    'snapshot_fake thunkify trace_structured track_tensor track_tensor_tree unset_fake_temporarily ' +
    'wrap_key wrapper_and_args_for_make_fx',
  'torch.hub': 'download_url_to_file get_dir help list load load_state_dict_from_url set_dir',
  'torch.jit':
    '+Attribute +CompilationUnit +Error +Future +ONNXTracedModule +RecursiveScriptClass ' +
    '+RecursiveScriptModule +ScriptFunction +ScriptModule +ScriptWarning +TopLevelTracedModule ' +
    '+TracedModule +TracerWarning +TracingCheckError annotate enable_onednn_fusion export export_opnames ' +
    'fork freeze fuser ignore interface is_scripting is_tracing isinstance jit_module_from_flatbuffer ' +
    'last_executed_optimized_graph load onednn_fusion_enabled optimize_for_inference optimized_execution ' +
    'run_frozen_optimizations save save_jit_module_to_flatbuffer script script_if_tracing script_method ' +
    'set_fusion_strategy set_module +strict_fusion trace trace_module unused wait',
  'torch.jit.annotations':
    '+Any +AnyType +AwaitType +BoolType =BroadcastingList1 =BroadcastingList2 =BroadcastingList3 ' +
    '+ComplexType +DeviceObjType Dict +DictType +EnumType +EvalEnv +FloatType +Future +FutureType ' +
    '+IntType +InterfaceType List +ListType +Module +NoneType +NumberType +OpOverloadPacket +OptionalType ' +
    '+RRef +RRefType +StreamObjType +StringType +TensorType Tuple +TupleType +UnionType ann_to_type ' +
    'check_fn get_enum_value_type get_param_names get_signature get_source_lines_and_file get_type_line ' +
    'is_await is_dict is_function_or_method is_future is_ignored_fn is_list is_optional is_rref is_tensor ' +
    'is_tuple is_union is_vararg parse_type_line split_type_line try_ann_to_type try_real_annotations',
  'torch.library':
    '+CustomOpDef +EffectType +Library +OpOverload custom_op define fallthrough_kernel get_ctx get_kernel ' +
    'impl impl_abstract infer_schema opcheck register_autocast register_autograd register_fake ' +
    'register_kernel register_torch_dispatch register_vmap triton_op wrap_triton',
  'torch.monitor':
    '+Aggregation =COUNT +Event +EventHandlerHandle =MAX =MEAN =MIN =SUM +Stat +TensorboardEventHandler ' +
    '=VALUE +data_value_t log_event register_event_handler unregister_event_handler',
  'torch.multiprocessing':
    'Array +AuthenticationError Barrier BoundedSemaphore +BufferTooShort Condition Event JoinableQueue ' +
    'Lock Manager Pipe Pool +Process +ProcessContext +ProcessError +ProcessExitedException ' +
    '+ProcessRaisedException Queue RLock RawArray RawValue Semaphore SimpleQueue +SpawnContext ' +
    '+TimeoutError Value active_children allow_connection_pickling cpu_count current_process ' +
    'freeze_support get_all_sharing_strategies get_all_start_methods get_context get_logger ' +
    'get_sharing_strategy get_start_method init_reductions log_to_stderr parent_process set_executable ' +
    'set_forkserver_preload set_sharing_strategy set_start_method spawn start_processes',
  'torch.onnx':
    '+ExportableModule +InputObserver +JitScalarType +ONNXProgram +OnnxExporterError +OperatorExportTypes ' +
    '+TensorProtoDataType +TrainingMode export is_in_onnx_export register_custom_op_symbolic ' +
    'select_model_mode_for_export unregister_custom_op_symbolic',
  'torch.overrides':
    '+BaseTorchFunctionMode +TorchFunctionMode enable_reentrant_dispatch get_default_nowrap_functions ' +
    'get_ignored_functions get_overridable_functions get_testing_overrides handle_torch_function ' +
    'has_torch_function has_torch_function_unary has_torch_function_variadic is_tensor_like ' +
    'is_tensor_method_or_property redispatch_function resolve_name wrap_torch_function',
  'torch.package':
    '+Directory +EmptyMatchError +GlobGroup +Importer +ObjMismatchError +ObjNotFoundError ' +
    '+OrderedImporter +PackageExporter +PackageImporter +PackagingError is_from_package =sys_importer',
  'torch.profiler':
    '+DeviceType +ExecutionTraceObserver +KinetoStepTracker +Optimizer +ProfilerAction +ProfilerActivity ' +
    '+RecordScope is_fbcode kineto_available +profile +record_function register_optimizer_step_post_hook ' +
    'schedule supported_activities tensorboard_trace_handler',
  'torch.quantization':
    '+DeQuantStub +FakeQuantize +FakeQuantizeBase +FixedQParamsFakeQuantize ' +
    '+FusedMovingAvgObsFakeQuantize +HistogramObserver +MinMaxObserver +MovingAverageMinMaxObserver ' +
    '+MovingAveragePerChannelMinMaxObserver +NoopObserver +ObserverBase +PerChannelMinMaxObserver ' +
    '+PlaceholderObserver +QConfig QConfigAny +QConfigDynamic +QuantStub +QuantType +QuantWrapper ' +
    '+RecordingObserver add_quant_dequant convert convert_dynamic_jit convert_jit ' +
    '=default_activation_only_qconfig +default_debug_observer =default_debug_qconfig ' +
    '=default_dynamic_qconfig default_dynamic_quant_observer default_eval_fn default_fake_quant ' +
    'default_fixed_qparams_range_0to1_fake_quant default_fixed_qparams_range_neg1to1_fake_quant ' +
    'default_float_qparams_observer default_fused_act_fake_quant default_fused_per_channel_wt_fake_quant ' +
    'default_fused_wt_fake_quant default_histogram_fake_quant default_histogram_observer default_observer ' +
    '=default_per_channel_qconfig default_per_channel_weight_fake_quant ' +
    'default_per_channel_weight_observer +default_placeholder_observer =default_qat_qconfig ' +
    '=default_qat_qconfig_v2 =default_qconfig default_weight_fake_quant default_weight_observer ' +
    '=default_weight_only_qconfig disable_fake_quant disable_observer enable_fake_quant enable_observer ' +
    '=float16_dynamic_qconfig =float16_static_qconfig =float_qparams_weight_only_qconfig fuse_conv_bn ' +
    'fuse_conv_bn_jit fuse_conv_bn_relu fuse_linear_bn fuse_modules ' +
    'get_default_compare_output_module_list get_default_dynamic_quant_module_mappings ' +
    'get_default_float_to_quantized_operator_mappings get_default_qat_module_mappings ' +
    'get_default_qat_qconfig get_default_qconfig get_default_qconfig_propagation_list ' +
    'get_default_static_quant_module_mappings get_dynamic_quant_module_class get_fuser_method ' +
    'get_observer_state_dict get_quantized_operator get_static_quant_module_class ' +
    'load_observer_state_dict no_observer_set =per_channel_dynamic_qconfig prepare prepare_dynamic_jit ' +
    'prepare_jit prepare_qat propagate_qconfig_ qconfig_equals quantize quantize_dynamic ' +
    'quantize_dynamic_jit quantize_jit quantize_qat script_qconfig script_qconfig_dict swap_module',
  'torch.ao': '',
  'torch.ao.quantization':
    '+AffineQuantizedObserverBase +DeQuantStub +FakeQuantize +FakeQuantizeBase +FixedQParamsFakeQuantize ' +
    '+FixedQParamsObserver +FusedMovingAvgObsFakeQuantize +Granularity +HistogramObserver +MappingType ' +
    '+MinMaxObserver +MovingAverageMinMaxObserver +MovingAveragePerChannelMinMaxObserver +NoopObserver ' +
    '+ObserverBase ObserverOrFakeQuantize +PerAxis +PerBlock +PerChannelMinMaxObserver +PerGroup +PerRow ' +
    '+PerTensor +PerToken +PlaceholderObserver +QConfig QConfigAny +QConfigDynamic +QConfigMapping ' +
    '+QuantStub +QuantType +QuantWrapper +RecordingObserver +ReuseInputObserver +Tensor +TorchAODType ' +
    '+UniformQuantizationObserverBase +ZeroPointDomain add_quant_dequant convert convert_dynamic_jit ' +
    'convert_jit =default_activation_only_qconfig default_affine_fixed_qparams_fake_quant ' +
    'default_affine_fixed_qparams_observer +default_debug_observer =default_debug_qconfig ' +
    'default_dynamic_fake_quant =default_dynamic_qat_qconfig =default_dynamic_qconfig ' +
    'default_dynamic_quant_observer default_embedding_fake_quant default_embedding_fake_quant_4bit ' +
    '=default_embedding_qat_qconfig =default_embedding_qat_qconfig_4bit default_eval_fn ' +
    'default_fake_quant default_fixed_qparams_range_0to1_fake_quant ' +
    'default_fixed_qparams_range_0to1_observer default_fixed_qparams_range_neg1to1_fake_quant ' +
    'default_fixed_qparams_range_neg1to1_observer default_float_qparams_observer ' +
    'default_float_qparams_observer_4bit default_fused_act_fake_quant ' +
    'default_fused_per_channel_wt_fake_quant default_fused_wt_fake_quant default_histogram_fake_quant ' +
    'default_histogram_observer default_observer =default_per_channel_qconfig ' +
    '=default_per_channel_symmetric_qnnpack_qat_qconfig =default_per_channel_symmetric_qnnpack_qconfig ' +
    'default_per_channel_weight_fake_quant default_per_channel_weight_observer ' +
    '+default_placeholder_observer =default_qat_qconfig =default_qat_qconfig_v2 =default_qconfig ' +
    '=default_quint8_weight_qconfig +default_reuse_input_observer =default_reuse_input_qconfig ' +
    'default_symmetric_fixed_qparams_fake_quant default_symmetric_fixed_qparams_observer ' +
    '=default_symmetric_qnnpack_qat_qconfig =default_symmetric_qnnpack_qconfig default_weight_fake_quant ' +
    'default_weight_observer =default_weight_only_qconfig disable_fake_quant disable_observer ' +
    'enable_fake_quant enable_observer =float16_dynamic_qconfig =float16_static_qconfig ' +
    '=float_qparams_weight_only_qconfig =float_qparams_weight_only_qconfig_4bit fuse_conv_bn ' +
    'fuse_conv_bn_jit fuse_conv_bn_relu fuse_convtranspose_bn fuse_linear_bn fuse_modules ' +
    'fuse_modules_qat fused_per_channel_wt_fake_quant_range_neg_127_to_127 ' +
    'fused_wt_fake_quant_range_neg_127_to_127 get_block_size get_default_compare_output_module_list ' +
    'get_default_custom_config_dict get_default_dynamic_quant_module_mappings ' +
    'get_default_dynamic_sparse_quant_module_mappings get_default_float_to_quantized_operator_mappings ' +
    'get_default_qat_module_mappings get_default_qat_qconfig get_default_qat_qconfig_dict ' +
    'get_default_qat_qconfig_mapping get_default_qconfig get_default_qconfig_dict ' +
    'get_default_qconfig_mapping get_default_qconfig_propagation_list ' +
    'get_default_static_quant_module_mappings get_default_static_quant_reference_module_mappings ' +
    'get_default_static_sparse_quant_module_mappings get_dynamic_quant_module_class ' +
    'get_embedding_qat_module_mappings get_embedding_static_quant_module_mappings get_fuser_method ' +
    'get_fuser_method_new get_observer_state_dict get_quantized_operator get_static_quant_module_class ' +
    'load_observer_state_dict no_observer_set =per_channel_dynamic_qconfig ' +
    'per_channel_weight_observer_range_neg_127_to_127 prepare prepare_dynamic_jit prepare_jit prepare_qat ' +
    'propagate_qconfig_ qconfig_equals quantize quantize_dynamic quantize_dynamic_jit quantize_jit ' +
    'quantize_qat script_qconfig script_qconfig_dict swap_module weight_observer_range_neg_127_to_127',
  'torch.ao.nn': '',
  'torch.ao.pruning':
    '+BaseScheduler +BaseSparsifier +CubicSL +FakeSparsity +LambdaSL +NearlyDiagonalSparsifier ' +
    '+WeightNormSparsifier fqn_to_module get_arg_info_from_tensor_fqn ' +
    'get_dynamic_sparse_quantized_mapping get_static_sparse_quantized_mapping module_to_fqn',
  'torch.random':
    '=default_generator fork_rng get_rng_state initial_seed manual_seed seed set_rng_state ' +
    'thread_safe_generator',
  'torch.testing': '+FileCheck assert_allclose assert_close make_tensor',
  'torch.types': '=Device +DispatchKey FileLike =Number +Size +Storage +SymBool +SymFloat +SymInt +Tensor',
  'torch.utils':
    '+ThroughputBenchmark generate_methods_for_privateuse1_backend get_cpp_backtrace ' +
    'rename_privateuse1_backend set_module swap_tensors',
  'torch.utils.data':
    '+BatchSampler +ChainDataset +ConcatDataset +DFIterDataPipe +DataChunk +DataLoader +Dataset ' +
    '+DistributedSampler +IterDataPipe +IterableDataset +MapDataPipe +RandomSampler +Sampler ' +
    '+SequentialSampler +StackDataset +Subset +SubsetRandomSampler +TensorDataset +WeightedRandomSampler ' +
    'argument_validation default_collate default_convert +functional_datapipe get_worker_info ' +
    '+guaranteed_datapipes_determinism +non_deterministic random_split runtime_validation ' +
    '+runtime_validation_disabled',
  'torch.utils.checkpoint':
    '+CheckpointError +CheckpointFunction +CheckpointPolicy +DefaultDeviceType +GraphExecGroup ' +
    '+LoggingTensorMode =SAC_IGNORED_OPS +SavedTensor +SelectiveCheckpointContext +TorchDispatchMode ' +
    'capture_logs check_backward_validity checkpoint checkpoint_sequential ' +
    'create_selective_checkpoint_contexts detach_variable get_device_states noop_context_fn ' +
    'set_checkpoint_debug_enabled set_checkpoint_early_stop set_device_states tree_map',
  'torch.utils.benchmark':
    '+CallgrindStats +Colorize +Compare +CopyIfCallgrind +FunctionCount +FunctionCounts +FuzzedParameter ' +
    '+FuzzedSparseTensor +FuzzedTensor +Fuzzer +Language +Measurement +ParameterAlias +TaskSpec +Timer ' +
    'ordered_unique select_unit set_torch_threads timer trim_sigfig unit_to_english',
  'torch.utils.cpp_extension':
    '+BuildExtension CUDAExtension CppExtension +ExtensionVersioner +FileBaton =JIT_EXTENSION_VERSIONER ' +
    'SyclExtension +TorchVersion +Version check_compiler_is_gcc check_compiler_ok_for_platform ' +
    'get_compiler_abi_compatibility_and_version get_cxx_compiler get_default_build_root include_paths ' +
    'is_ninja_available library_paths load load_inline remove_extension_h_precompiler_headers ' +
    'verify_ninja_availability',
  'torch.utils.dlpack': '+DLDeviceType from_dlpack to_dlpack',
  'torch.utils.mobile_optimizer':
    '+LintCode +MobileOptimizerType generate_mobile_module_lints optimize_for_mobile',
  'torch.utils.hooks': '+BackwardHook +RemovableHandle unserializable_hook warn_if_has_hooks',
  'torch.utils.model_zoo': 'load_url',
  'torch.utils.flop_counter':
    '+FlopCounterMode +ModuleTracker +TorchDispatchMode addmm_flop baddbmm_flop bmm_flop ' +
    'conv_backward_flop conv_flop conv_flop_count convert_num_with_suffix convert_to_percent_str ' +
    'get_shape get_suffix_str mm_flop normalize_tuple prod register_flop_formula sdpa_backward_flop ' +
    'sdpa_backward_flop_count sdpa_flop sdpa_flop_count shape_wrapper tree_flatten tree_map ' +
    'tree_unflatten',
  'torch.utils._pytree':
    '+ConstantNode +Context +DumpableContext +EnumEncoder FlattenFn FromDumpableContextFn +GetAttrKey =K ' +
    '+KeyEntry +LeafSpec +MappingKey +NodeDef +PyTree +PyTreeSpec =R =S +SequenceKey =T ' +
    'ToDumpableContextFn +TreeSpec =U UnflattenFn arg_tree_leaves enum_object_hook is_constant_class ' +
    'is_namedtuple is_namedtuple_class is_namedtuple_instance is_structseq is_structseq_class ' +
    'is_structseq_instance key_get keystr map_only pytree_to_str register_constant register_dataclass ' +
    'register_pytree_node str_to_pytree +structseq tree_all tree_all_only tree_any tree_any_only ' +
    'tree_flatten tree_flatten_with_path tree_is_leaf tree_iter tree_leaves tree_leaves_with_path ' +
    'tree_map tree_map_ tree_map_only tree_map_only_ tree_map_with_path tree_structure tree_unflatten ' +
    'treespec_dict treespec_dumps treespec_leaf treespec_loads treespec_pprint treespec_tuple',
  'torch.utils._python_dispatch':
    '+AliasInfo +BaseTorchDispatchMode +DispatchKey +SchemaInfo +TensorWithFlatten +TorchDispatchMode ' +
    '+TraceableWrapperSubclass any_torch_dispatch_mode_on_stack autograd_would_have_decomposed ' +
    'get_alias_info is_in_any_mode_without_ignore_compile_internals is_in_torch_dispatch_mode ' +
    'is_traceable_wrapper_subclass is_traceable_wrapper_subclass_type return_and_correct_aliasing ' +
    'set_is_in_mode_without_ignore_compile_internals transform_subclass',
  'torch.utils.collect_env':
    '+SystemEnv check_release_file get_cachingallocator_config get_clang_version get_cmake_version ' +
    'get_conda_packages get_cpu_info get_cuda_module_loading_config get_cudnn_version get_env_info ' +
    'get_gcc_version get_gpu_info get_intel_gpu_detected get_intel_gpu_driver_version ' +
    'get_intel_gpu_onboard get_libc_version get_linux_pkg_version get_lsb_version get_mac_version ' +
    'get_nvidia_driver_version get_nvidia_smi get_os get_pip_packages get_platform get_pretty_env_info ' +
    'get_python_platform get_running_cuda_version get_windows_version is_xnnpack_available main ' +
    'pretty_str run run_and_parse_first_match run_and_read_all run_and_return_first_line',
  'torch.utils.weak': '+Tensor +TensorWeakRef +WeakIdKeyDictionary +WeakIdRef +WeakTensorKeyDictionary',
  'torch.masked':
    '+MaskedTensor amax amin argmax argmin as_masked_tensor cumprod cumsum is_masked_tensor log_softmax ' +
    'logaddexp logsumexp masked_tensor mean median norm normalize prod softmax softmin std sum var',
  'torch.storage': '+Storage =T +TypedStorage +UntypedStorage',
  'torch.serialization':
    '+LoadEndianness +SourceChangeWarning +Storage +StorageType =T add_safe_globals ' +
    'check_module_version_greater_or_equal clear_safe_globals default_restore_location get_crc32_options ' +
    'get_default_load_endianness get_default_mmap_options get_safe_globals get_source_lines_and_file ' +
    'get_unsafe_globals_in_checkpoint load location_tag mkdtemp normalize_storage_type register_package ' +
    '+safe_globals save set_crc32_options set_default_load_endianness +set_default_mmap_options ' +
    '+skip_data storage_to_tensor_type validate_cuda_device validate_hpu_device',
  'torch.signal': '',
  'torch.signal.windows':
    'bartlett blackman cosine exponential gaussian general_cosine general_hamming hamming hann kaiser ' +
    'nuttall',
  'torch._dynamo':
    '+GenerationTracker +OptimizedModule +TensorifyState allow_c_slot allow_in_graph ' +
    'assume_constant_result =callback_handler =code_context disable disable_nested_graph_breaks ' +
    'disallow_in_graph dont_skip_tracing error_on_graph_break explain export forbid_in_graph ' +
    'get_recursion_limit graph_break is_compiling is_dynamo_disable_recursive is_dynamo_supported ' +
    'is_inductor_supported list_backends lookup_backend mark_dynamic mark_static mark_static_address ' +
    'maybe_mark_dynamic nonstrict_trace on_compile_end on_compile_start optimize optimize_assert ' +
    '=orig_code_map override_cudagraphs override_optimization_hint patch_dynamo_config register_backend ' +
    'register_hook_for_recompile_user_context replay reset reset_code reset_code_caches reset_code_state ' +
    'reset_frame_count reset_recompile_user_contexts run set_recursion_limit +set_stance skip_frame ' +
    'step_unsupported substitute_in_graph',
  'torch._inductor':
    '+CompiledArtifact aot_compile aoti_compile_and_package aoti_load_package compile ' +
    'cudagraph_mark_step_begin list_mode_options list_options standalone_compile',
  'torch._logging':
    '+LazyString dtrace_structured getArtifactLogger get_structured_logging_overhead hide_warnings ' +
    'set_logs trace_structured warning_once',
  'torch.nn.quantized':
    '+BatchNorm2d +BatchNorm3d +Conv1d +Conv2d +Conv3d +ConvTranspose1d +ConvTranspose2d +ConvTranspose3d ' +
    '+DeQuantize +Dropout +ELU +Embedding +EmbeddingBag +FXFloatFunctional +FloatFunctional +GroupNorm ' +
    '+Hardswish +InstanceNorm1d +InstanceNorm2d +InstanceNorm3d +LSTM +LayerNorm +LeakyReLU +Linear ' +
    '+MaxPool2d +MultiheadAttention +PReLU +QFunctional +Quantize +ReLU6 +Sigmoid +Softmax',
  'torch.nn.qat': '+Conv1d +Conv2d +Conv3d +Embedding +EmbeddingBag +Linear',
  'torch.nn.intrinsic':
    '+BNReLU2d +BNReLU3d +ConvBn1d +ConvBn2d +ConvBn3d +ConvBnReLU1d +ConvBnReLU2d +ConvBnReLU3d ' +
    '+ConvReLU1d +ConvReLU2d +ConvReLU3d +LinearBn1d +LinearReLU',
  'torch._custom_ops':
    'custom_op get_ctx impl impl_abstract impl_backward impl_save_for_backward infer_schema ' +
    'parse_qualname validate_namespace',
  'torch.export._trace':
    '+ATenExportArtifact +CollectTracepointsPass +ConstantAttrMap +ConstraintViolationError ' +
    '=DEFAULT_EXPORT_DYNAMO_CONFIG +ExportArtifact +ExportDynamoConfig +ExportGraphSignature ' +
    '+ExportedProgram +FakeScriptObject +FakeTensorMode +GraphSignature +GuardOnDataDependentSymNode ' +
    '+InputKind +ModuleCallEntry +ModuleCallSignature +OutputKind +PreDispatchTorchFunctionMode +ShapeEnv ' +
    '+SpecViolationError +TracingContext +TreeSpec +UserError +UserErrorType +ValueRangeError ' +
    'aot_export_joint_with_descriptors apply_runtime_assertion_pass compile_time_strobelight_meta ' +
    'create_functional_call create_tree_flattened_fn custom_triton_ops_decomposition_disabled ' +
    'detect_fake_mode detect_shape_env dtrace_structured +enable_python_dispatcher exportdb_error_message ' +
    'find_legit_leaks_from_referrers free_unbacked_symbols get_class_if_classified_error get_ep_stats ' +
    'get_proxy_slot get_subclass_typing_container is_opaque_type log_export_usage make_constraints ' +
    'make_fake_inputs make_fx maybe_to_fake_obj patch_forward placeholder_naming_pass ' +
    'produce_guards_and_solve_constraints register_buffer_assignment_hook set_missing_meta_vals tracing ' +
    'track_tensor_tree',
  'torch._higher_order_ops':
    '+BaseHOP +InvokeQuant aoti_call_delegate associative_scan auto_functionalized auto_functionalized_v2 ' +
    'call_torchbind cond dynamo_bypassing_wrapper executorch_call_delegate flat_apply flex_attention ' +
    'flex_attention_backward foreach_map hints_wrapper inductor_compiled_code inline_asm_elementwise ' +
    'invoke_leaf_function invoke_quant invoke_quant_packed invoke_subgraph local_map_hop map out_dtype ' +
    'print run_const_graph scan strict_mode tag_activation_checkpoint while_loop while_loop_stack_output ' +
    'with_effects wrap_activation_checkpoint wrap_with_autocast wrap_with_set_grad_enabled',
  'torch._higher_order_ops.associative_scan':
    '+AssociativeScanAutogradOp +AssociativeScanOp +DispatchKey +HigherOrderOperator ' +
    '+ProxyTorchDispatchMode associative_scan associative_scan_autograd associative_scan_functionalize ' +
    'associative_scan_op associative_scan_op_dense associative_scan_proxy_mode ' +
    'assoiciative_scan_fake_tensor_mode check_input_alias_and_mutation_return_outputs ' +
    'check_meta_consistency create_bw_fn disable_proxy_modes_tracing first_slice_copy ' +
    'first_slice_copy_with_grad generic_associative_scan materialize_as_graph reenter_make_fx ' +
    'register_fake safe_map save_values_for_backward saved_values split_into_chunks ' +
    'trace_associative_scan track_tensor_tree unique_graph_id validate_subgraph_args_types ' +
    'wrap_combine_fn_flat',
  'torch._dynamo.utils':
    '+ChromiumEventLogger +CleanupHook +CleanupManager +CompilationMetrics +CompileCounterInt ' +
    '+CompileEventLogLevel +CompileEventLogger +CompileId +CompileTimeInstructionCounter ' +
    '+DuplicateWarningChecker +ExactWeakKeyDictionary +FakeTensor +GmWrapper =K +LazyModuleMixin ' +
    '+LazyString +Lit +MetricsContext +OrderedSet =R +ReInplaceTrigger +ReinplaceCounters ' +
    '+RemovableHandle +RuntimeMetricsContext +Source +StripAnsiFormatter =T =T1 =T10 =T2 =T3 =T4 =T5 =T6 ' +
    '=T7 =T8 =T9 +TensorStaticReason +TracingContext +UnsupportedFakeTensorException =V ' +
    'add_compilation_metrics_to_chromium add_file_handler allow_lru_cache_wrapper_trace_without_warning ' +
    'assert_no_fake_params_or_buffers bitwise_same build_checkpoint_variable build_event ' +
    'build_invoke_subgraph_variable build_stream builtin_dict_keys calculate_time_spent call_size ' +
    'call_storage_offset call_stride check_constant_args check_is_cuda check_numpy_ndarray_args ' +
    'check_unspec_or_constant_args check_unspec_python_args checkpoint_params chromium_event_log_active ' +
    'chromium_event_timed class_has_getattribute clear_compilation_metrics ' +
    'clear_torch_function_mode_stack clone_input clone_inputs clone_tensor common_constants ' +
    'compile_time_record_function compile_times const_repr copy_dynamo_tensor_attributes count_calls ' +
    'dataclass_fields deepcopy_to_fake_tensor defake detect_fake_mode dict_getitem dict_keys_getitem ' +
    'dict_keys_repr dict_new disable_cache_limit does_not_override_dict_iter_methods dump_compile_times ' +
    'dynamo_timed +enable_python_dispatcher ensure_graph_fake enum_repr ' +
    'enumerate_items_with_dict_position extract_fake_example_value flatten_graph_inputs format_bytecode ' +
    'format_func_info format_source_range fqn gen_record_file_name get_chromium_event_logger ' +
    'get_compilation_metrics get_concrete_sizes_from_symints get_current_node get_current_stream ' +
    'get_custom_getattr get_debug_dir get_fake_value get_fake_values_from_nodes get_first_attr ' +
    'get_hook_for_recompile_user_context get_inputs_devices get_instruction_source_311 ' +
    'get_items_from_dict get_locals_to_steal get_metrics_context get_optimize_ddp_mode get_real_value ' +
    'get_runtime_metrics_context get_safe_global_name get_static_address_type ' +
    'get_torch_function_mode_stack get_torch_function_mode_stack_at get_traced_code get_unique_name_wrt ' +
    'getfile =graph_break_dup_warning_checker guard_if_dyn has_torch_function has_triton ' +
    'has_triton_package hashable identity ifdynstaticdefault import_submodule increment_frame ' +
    'increment_op_count invalid_removeable_handle is_compile_supported is_fake is_frozen_dataclass ' +
    'is_function is_function_or_wrapper is_in is_int_specialization_case is_invoke_subgraph is_jit_model ' +
    'is_lazy_module is_lru_cache_wrapped_function is_lru_cache_wrapper_trace_without_warning_allowed ' +
    'is_namedtuple is_namedtuple_cls is_node_meta_valid is_numpy_float_type is_numpy_int_type ' +
    'is_numpy_ndarray is_parameter_freezing is_pybind11_enum_member is_rng_state_getter_or_setter ' +
    'is_safe_constant is_safe_numpy_wrapper is_sparse_compressed is_tensor_base_attr_getter ' +
    'is_tensor_getset_descriptor is_torch_class is_torch_function_object is_torch_sym ' +
    'is_traceable_wrapper_subclass is_typing is_utils_checkpoint is_wrapper_or_member_descriptor istensor ' +
    'istype iter_contains iter_next justknobs_check key_is_id key_to_id lazy_format_graph_code ' +
    'lazy_format_graph_tabular list_getitem log_chromium_event_internal log_compilation_event make_cell ' +
    'maybe_disable_inference_mode maybe_disable_inference_mode_for_fake_prop ' +
    'maybe_enable_compiled_autograd maybe_get_fake_mode namedtuple_fields nn_module_get_all_hooks ' +
    'nn_module_has_global_hooks nn_module_new nn_module_proxy nnmodule_has_hooks normalize_count_iter ' +
    'normalize_range_iter nothing numpy_attr_wrapper +numpy_method_wrapper +numpy_operator_wrapper ' +
    'numpy_to_tensor +numpy_to_tensor_wrapper numpy_wrapper_cache_key object_delattr_ignore_descriptor ' +
    'object_has_getattribute object_new object_setattr_ignore_descriptor =orig_code_map ' +
    'preserve_rng_state print_once print_time_report product proxy_args_kwargs raise_args_mismatch ' +
    'record_chromium_event_internal record_compilation_metrics record_pregraph_bytecode_enter ' +
    'record_pregraph_bytecode_exit register_hook_for_recompile_user_context reset_frame_count ' +
    'reset_graph_break_dup_checker reset_recompile_user_contexts rmse rot_n_helper run_node same ' +
    '=seen_code_map set_compilation_metrics_limit set_current_node set_example_value set_feature_use ' +
    'set_getitem set_locals_to_steal set_torch_function_mode_stack setup_compile_debug setup_log_file ' +
    'signpost_event skip_frame_if_in_functorch_mode slice_length specialize_symnode ' +
    'strip_color_from_string tabulate tensor_always_has_static_shape tensor_static_reason_to_message ' +
    'timed to_fake_tensor to_int_ms to_int_us to_numpy_helper to_subclass torchscript tracked_repr ' +
    'tuple_iterator_getitem tuple_iterator_len tuple_new unpack_and_apply_fn unpack_iterable ' +
    'unpatched_nn_module_call unpatched_nn_module_call_impl unpatched_nn_module_getattr unwrap_if_wrapper ' +
    'unwrap_with_attr_name_if_wrapper verify_guard_fn_signature warn_once wrap_fake_exception ' +
    'write_record_to_file',
  'torch.onnx.operators': 'reshape_from_tensor_shape shape_as_tensor',
  'torch.onnx.symbolic_helper':
    'args_have_same_dtype check_training_mode dequantize_helper is_complex_value parse_args ' +
    'quantize_helper quantized_args requantize_bias_helper',
  'torch.onnx.symbolic_opset9':
    'abs acos adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d ' +
    'adaptive_max_pool2d adaptive_max_pool3d add addcmul addmm alias amax amin aminmax arange argmax ' +
    'argmin as_strided as_tensor asin atan atan2 avg_pool1d avg_pool2d avg_pool3d baddbmm batch_norm ' +
    'bernoulli bitwise_not bitwise_or bmm broadcast_tensors broadcast_to bucketize cat cdist ceil clamp ' +
    'clamp_max clamp_min clone constant_pad_nd contiguous conv1d conv2d conv3d conv_tbc conv_transpose1d ' +
    'conv_transpose2d conv_transpose3d convert_element_type convolution cos cosine_similarity cross ' +
    'cumsum detach dim div dot dropout elu embedding embedding_bag empty empty_like eq erf exp expand ' +
    'expand_as eye fill flatten floor floor_divide floordiv frobenius_norm full full_like gather ge gelu ' +
    'get_pool_ceil_padding glu group_norm gru gt hann_window hardshrink hardsigmoid hardswish hardtanh ' +
    'index index_add index_copy index_fill index_put index_select instance_norm is_floating_point ' +
    'is_pinned isnan item kl_div layer_norm le leaky_relu lerp lift linalg_cross linalg_matrix_norm ' +
    'linalg_norm linalg_vector_norm linear linspace log log10 log1p log2 log_sigmoid log_softmax ' +
    'logical_and logical_not logical_or logical_xor logit logsumexp lstm lstm_cell lt masked_fill ' +
    'masked_fill_ matmul max max_pool1d max_pool1d_with_indices max_pool2d max_pool2d_with_indices ' +
    'max_pool3d max_pool3d_with_indices maximum meshgrid min minimum mish mm movedim mse_loss mul ' +
    'multinomial mv narrow native_layer_norm ne neg new_empty new_full new_ones new_zeros nonzero ' +
    'nonzero_numpy noop_complex_operators norm numel numpy_T one_hot ones ones_like onnx_placeholder pad ' +
    'pairwise_distance permute pixel_shuffle pixel_unshuffle pow prelu prim_constant prim_constant_chunk ' +
    'prim_constant_split prim_data prim_device prim_dtype prim_if prim_layout prim_list_construct ' +
    'prim_list_unpack prim_loop prim_max prim_min prim_shape prim_tolist prim_tuple_construct prim_type ' +
    'prim_unchecked_cast prim_uninitialized rand rand_like randint randint_like randn randn_like ' +
    'reciprocal reflection_pad relu relu6 remainder repeat repeat_interleave replication_pad reshape ' +
    'reshape_as rnn_relu rnn_tanh roll rrelu rsqrt rsub scalar_tensor scatter scatter_add select selu ' +
    'sigmoid sign silu sin size slice softmax softplus softshrink sort split split_with_sizes sqrt square ' +
    'squeeze stack std std_mean sub t take tan tanh tanhshrink tensor threshold to topk transpose ' +
    'true_divide type_as unbind unfold unsafe_chunk unsafe_split unsafe_split_with_sizes unsqueeze ' +
    'unsupported_complex_operators unused upsample_bilinear2d upsample_linear1d upsample_nearest1d ' +
    'upsample_nearest2d upsample_nearest3d upsample_trilinear3d var var_mean view view_as where ' +
    'wrap_logical_op_with_cast_to wrap_logical_op_with_negation zero zeros zeros_like',
  'torch.onnx.symbolic_opset10':
    'dequantize div embedding_bag fake_quantize_per_tensor_affine flip fmod isfinite isinf nan_to_num ' +
    'quantize_per_tensor quantized_add quantized_add_relu quantized_cat quantized_conv1d ' +
    'quantized_conv1d_relu quantized_conv2d quantized_conv2d_relu quantized_conv3d quantized_conv3d_relu ' +
    'quantized_conv_transpose1d quantized_conv_transpose2d quantized_conv_transpose3d ' +
    'quantized_group_norm quantized_hardswish quantized_instance_norm quantized_layer_norm ' +
    'quantized_leaky_relu quantized_linear quantized_linear_relu quantized_mul quantized_sigmoid slice ' +
    'sort topk',
  'torch.onnx.symbolic_opset11':
    'Delete add append arange argsort atleast_1d atleast_2d atleast_3d cat chunk clamp clamp_max ' +
    'clamp_min constant_pad_nd cumsum embedding_bag embedding_renorm flatten gather hardtanh hstack ' +
    'im2col index index_copy index_fill index_put insert linalg_det linalg_vector_norm logdet ' +
    'masked_scatter masked_select mm narrow normal pad pixel_shuffle pop prim_constant_chunk ' +
    'reflection_pad relu6 remainder replication_pad round scatter select size sort split split_with_sizes ' +
    'squeeze stack topk unbind unique_dim unsqueeze vstack',
  'torch.onnx.symbolic_opset12':
    'argmax argmin binary_cross_entropy_with_logits celu cross_entropy_loss dropout einsum ge le ' +
    'native_dropout nll_loss nll_loss2d nll_loss_nd outer pow tensordot unfold',
  'torch.onnx.symbolic_opset13':
    'diagonal fake_quantize_per_channel_affine fake_quantize_per_tensor_affine frobenius_norm log_softmax ' +
    'nonzero_numpy quantized_conv1d quantized_conv1d_relu quantized_conv2d quantized_conv2d_relu ' +
    'quantized_conv3d quantized_conv3d_relu quantized_conv_transpose1d quantized_conv_transpose2d ' +
    'quantized_conv_transpose3d quantized_linear quantized_linear_relu repeat_interleave softmax split ' +
    'split_with_sizes tensor_split tile unbind unflatten unsafe_chunk unsafe_split ' +
    'unsafe_split_with_sizes where',
  'torch.onnx.symbolic_opset14':
    'batch_norm hardswish quantized_hardswish reshape scaled_dot_product_attention tril triu',
  'torch.onnx.symbolic_opset16': 'grid_sampler scatter_add scatter_reduce',
  'torch.distributed.tensor._utils':
    '+DTensorSpec +DeviceMesh +ExplicitRedistributionContext +LazyString +OpSchema +Partial +Placement ' +
    '+Replicate +Shard _compute_local_shape_and_global_offset _format_implicit_redistribution_msg ' +
    '_get_first_offset _get_shard_size_and_offsets assert_no_mixed_partial_types ' +
    'compute_global_tensor_info compute_global_tensor_shape compute_local_shape_and_global_offset ' +
    'compute_local_stride compute_local_tensor_info maybe_run_for_local_tensor normalize_to_torch_size ' +
    'redistribute_cost try_find_mesh_from_args',
  'torch.distributed.tensor.placement_types':
    '+DeviceMesh +MaskBuffer +Partial +Placement +Replicate +Shard +_MaskPartial +_Partial =_RankTypeT ' +
    '+_StridedShard +_StridedShardOffsetMode _defer_symbolic_equality_assert _explicit_or_backed_hint ' +
    '_guarded_hint_int _hint_proves_even_shard _is_shard_like _raise_error _register_placements_as_opaque ' +
    '_split_factor_key _sym_mod fill_empty_tensor_to_shards maybe_run_for_local_tensor mesh_broadcast ' +
    'mesh_scatter pad_tensor shard_dim_alltoall unpad_tensor',
  'torch.distributed._composable': 'checkpoint contract replicate',
  'torch.distributed._composable.fsdp':
    '+CPUOffloadPolicy +FSDPModule +MixedPrecisionPolicy +OffloadPolicy fully_shard ' +
    'register_fsdp_forward_method',
  'torch.distributed.checkpoint.state_dict':
    '+DDP +DTensor DictValueType FQNS_T +FSDP +FullOptimStateDictConfig +FullStateDictConfig ' +
    'ListDictValueType +OptimStateDictConfig OptimizerStateType =PrimitiveType ' +
    '+ShardedOptimStateDictConfig +ShardedStateDictConfig +ShardedTensor +StateDictConfig ' +
    '+StateDictOptions +StateDictType =ValueType +_EXTRA_STATE +_StateDictInfo _flatten_optim_state_dict ' +
    '_gc_context _get_fqns _get_fsdp_process_group _get_model_state_dict _get_optim_state_dict ' +
    '_init_optim_state _iterate_valid_model_state _load_model_state_dict _load_optim_state_dict ' +
    '_maybe_full_or_cpu_state_dict _patch_model_state_dict _patch_optimizer_state_dict ' +
    '_split_optim_state_dict _state_dict_fn _unflatten_model_state_dict _unflatten_optim_state_dict ' +
    '_verify_options _verify_state_dict get_model_state_dict get_optimizer_state_dict get_state_dict ' +
    'set_model_state_dict set_optimizer_state_dict set_state_dict tree_map_only',
  'torch.distributed.algorithms': '+Join +JoinHook +Joinable',
  'torch.distributed.algorithms.join': '+Join +JoinHook +Joinable +_JoinConfig',
  'torch.export.decomp_utils': '+CustomDecompTable',
  'torch.fx.experimental.symbolic_shapes':
    '+AggressiveGuardFreeMode =CURRENT_NODE_KEY +CallMethodKey +CapturedTraceback +CeilToInt +CleanDiv ' +
    '+Constraint +ConstraintViolationError +ConvertIntKey +CppPrinter +DimConstraints +DimDynamic ' +
    '+DivideByKey +DynamicDimConstraintPrinter +EqualityConstraint +FakeScriptObject +FakeTensorMeta ' +
    '+FloorDiv +FloorToInt +GuardOnDataDependentSymNode +InnerTensorKey +IntTrueDiv ' +
    '+IsNonOverlappingAndDenseIndicator +LazyString +LoggingShapeGuardPrinter +Max +Mod +OpaqueBase ' +
    '+OrderedSet +PendingUnbackedSymbolNotFound +PropagateUnbackedSymInts +PythonMod +PythonPrinter ' +
    '+RelaxedUnspecConstraint +RuntimeAssert =SHAPEENV_EVENT_KEY +SLoc =SYMPY_INTERP +ShapeEnv ' +
    '+ShapeEnvEvent +ShapeEnvSettings +ShapeGuard +ShapeGuardPrinter +ShapeGuardPythonPrinter ' +
    '+SingletonInt +Source +Specialization +StatefulSymbolicContext +StatelessSymbolicContext ' +
    '+StrictMinMaxConstraint +SubclassSymbolicContext +SymBool +SymExprPrinter +SymFloat +SymInt ' +
    '+SymIntEqByExpr +SymIntSymbolicContext +SymNode +SymPyValueRangeAnalysis +SymT +SymbolicContext ' +
    '+TracingContext +TrackedFake +TruncToInt +ValueRangeError +ValueRanges +ValueRangesSLoc ' +
    '+_CppShapeGuardsHelper +_FrameLocalResult =_P1 +_PythonMsgPrinter +_ShapeEnvGuardError ' +
    '+_ShapeGuardCppPrinter +_ShapeGuardPrinter +_ShapeGuardsHelper +_SymbolInfo =_SympyT =_T =_T1 ' +
    '_advise_is_bounded _advise_is_size _assert_symbol_context _blame_user_code ' +
    '_canonicalize_bool_expr_impl _constrain_range_for_size _eval_is_non_overlapping_and_dense ' +
    '_eval_is_non_overlapping_and_dense_flat _expandsums _fast_expand _find_user_code_frame ' +
    '_free_non_source_unbacked_symbols _free_unbacked_symbols_with_path _get_placeholder_expr _guard_or ' +
    '_has_uninterpretable_sympy_function _ignore_fresh_unbacked_symbols_set ' +
    '_ignore_fresh_unbacked_symbols_tls _ignore_fresh_unbacked_symbols_tls_context _is_dim_dynamic ' +
    '_is_int _is_supported_equivalence _iterate_exprs _iterate_nodes _lru_cache ' +
    '_maybe_evaluate_static_worker _nested_int_aware_sort _reduce_to_lowest_terms ' +
    '_remove_effect_token_unbacked_bindings _static_eval_sym_bool ' +
    '_suggest_fixes_for_data_dependent_error_non_strict _suggest_torch_checks _suppress_guards ' +
    '_sym_node_hint_disproves _sympy_cast_symbool_to_symint_guardless _sympy_from_args bind_symbols ' +
    'bound_sympy canonicalize_bool_expr cast_symbool_to_symint_guardless check_consistent ' +
    'compute_unbacked_bindings constrain_range constrain_unify create_contiguous dtrace_structured error ' +
    'eval_guards eval_is_non_overlapping_and_dense expect_true find_symbol_binding_fx_nodes format_frame ' +
    'free_symbols free_unbacked_symbols fx_placeholder_targets fx_placeholder_vals get_unwrapped ' +
    'guard_bool guard_float guard_int guard_or_false guard_or_true guard_scalar guard_size_oblivious ' +
    'guarding_hint_or_throw has_free_symbols has_free_unbacked_symbols has_guarding_hint has_static_value ' +
    'has_symbolic_sizes_strides =int_oo is_accessor_node is_batchedtensor is_concrete_bool ' +
    'is_concrete_float is_concrete_int is_gradtrackingtensor is_nested_int is_opaque_value is_sparse_any ' +
    'is_symbol_binding_fx_node is_symbolic is_traceable_wrapper_subclass log_lru_cache_stats lru_cache ' +
    'make_symbol optimization_hint rebind_unbacked record_shapeenv_event replay_shape_env_events ' +
    'resolve_unbacked_bindings safe_expand shape_env_check_state_equal signpost_event ' +
    'statically_known_false statically_known_true sym_and sym_eq sym_or symbol_is_type trace_structured ' +
    'try_solve uninteresting_files',
  'torch.fx.passes.infra': '',
  'torch.fx.passes.infra.pass_base': '+GraphModule +PassBase +PassResult compatibility',
  'torch._prims_common':
    '+CUDARngStateHelper +ELEMENTWISE_TYPE_PROMOTION_KIND +K +REDUCTION_OUTPUT_TYPE_KIND +RETURN_TYPE ' +
    '+Tensor +TensorLike +TensorLikeType alert_not_deterministic apply_perm ' +
    'are_strides_like_channels_last_or_false can_safe_cast_to canonicalize_device canonicalize_dim ' +
    'canonicalize_dims check check_all_strides check_contiguous_sizes_strides check_fp_or_complex ' +
    'check_in_bounds_for_storage check_is_matrix check_layout check_pin_memory check_same_device ' +
    'check_same_dtype check_same_shape check_significant_strides clone_preserve_strides ' +
    'compare_tensor_meta compute_elementwise_output_logical_to_physical_perm ' +
    'compute_elementwise_output_strides compute_reduction_output_shape compute_required_storage_length ' +
    'corresponding_complex_dtype corresponding_real_dtype device_or_default dtype_or_default ' +
    'dtype_to_type dtype_to_type_ctor elementwise_dtypes expr_type extract_dims_from_varargs ' +
    'extract_shape extract_shape_from_varargs get_acc_type get_aten_op get_computation_dtype get_dtype ' +
    'get_higher_dtype get_higher_type infer_size infer_size_shapes invert_perm is_boolean_dtype ' +
    'is_channels_last_contiguous is_channels_last_contiguous_2d is_channels_last_contiguous_3d ' +
    'is_channels_last_contiguous_or_false is_channels_last_contiguous_or_false_2d ' +
    'is_channels_last_contiguous_or_false_3d is_complex_dtype is_contiguous ' +
    'is_contiguous_for_memory_format is_contiguous_for_memory_format_or_false is_contiguous_or_false ' +
    'is_cpu_scalar_tensor is_expandable_to is_float_dtype is_grad_dtype is_integer_dtype ' +
    'is_low_precision_dtype is_non_overlapping_and_dense_or_false is_same_shape is_valid_permutation ' +
    'is_weakly_lesser_type layout_or_default make_channels_last_1d_strides_for ' +
    'make_channels_last_2d_strides_for make_channels_last_3d_strides_for make_channels_last_strides_for ' +
    'make_contiguous_strides_for mask_tensor number_type prod reduce reduction_dims reduction_dtypes ' +
    'same_shape set_correction suggest_memory_format sym_float sym_int sym_max sym_min type_to_dtype ' +
    'validate_dim_length validate_dimension_indices validate_exclusive_idx validate_idx ' +
    'validate_memory_format validate_no_repeating_dims validate_shape validate_strides',
  'torch.utils._sympy': '',
  'torch.utils._sympy.numbers': '+IntInfinity +NegativeIntInfinity =int_oo is_infinite',
  'torch.utils._sympy.value_ranges':
    '+FloatTrueDiv +FloorDiv +IntInfinity +IntTrueDiv +LazyString +NegativeIntInfinity +OpaqueUnaryFn_exp ' +
    '+OpaqueUnaryFn_log +OpaqueUnaryFn_log2 +OpaqueUnaryFn_sqrt +PowByNatural +RoundDecimal +RoundToInt ' +
    '+SymPyValueRangeAnalysis +ToFloat +TruncToFloat +TruncToInt +ValueRangeError +ValueRanges =_T ' +
    'bound_sympy dtype_to_type =int_oo is_sympy_integer safe_pow simple_sympify sympy_generic_le ' +
    'sympy_interp vr_is_bool vr_is_expr',
}
